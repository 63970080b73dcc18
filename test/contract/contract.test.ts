// Every adapter of the list under contract.

import { PLATFORMS } from "./platforms.ts";
import { describeContract } from "./suite.ts";

describeContract(PLATFORMS);
