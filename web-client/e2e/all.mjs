// All browser tests in one process, on one server. The first one sets it up.
import './first-start.mjs';
import './typing.mjs';
import './arranging.mjs';
import './fields.mjs';
import './interruptions.mjs';
import './roles.mjs';
import './sign-ins.mjs';
import './following.mjs';
import './layout.mjs';
