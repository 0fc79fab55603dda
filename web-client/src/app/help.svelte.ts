/** Whether the list of keys is in sight. */
class Help {
  open = $state(false);

  toggle(): void {
    this.open = !this.open;
  }
}

export const help = new Help();
