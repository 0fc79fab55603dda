import '@fontsource-variable/inter/wght.css';
import './theme.css';
import './base.css';
import { mount } from 'svelte';
import App from './app/App.svelte';
import { session } from './app/session.svelte';

void session.start();
mount(App, { target: document.getElementById('app')! });
