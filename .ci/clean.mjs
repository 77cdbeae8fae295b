// Empties dist/ before a build: tsup builds its parts side by side, and one part cleaning would remove what another wrote.

import { rmSync } from "node:fs";

rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
