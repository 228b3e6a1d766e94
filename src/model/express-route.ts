import type { Known } from "../certainty/known.ts";
import type { Entity, Origin, Reference } from "./entity.ts";

/** An ExpressRoute circuit. */
export interface Circuit extends Entity {
  /** Whether it is on a port of ExpressRoute Direct, and not a provider's. */
  readonly isDirect: Known<boolean>;
}

/** What a connection says of FastPath: the way past the gateway (R59 to R61). */
export interface FastPath {
  /** The connection; where it stands inside its gateway, with the place. */
  readonly origin: Origin;
  /** Whether it is one of ExpressRoute: others know no FastPath. */
  readonly isExpressRoute: Known<boolean>;
  /** expressRouteGatewayBypass. */
  readonly bypass: Known<boolean>;
  /** enablePrivateLinkFastPath. */
  readonly privateLink: Known<boolean>;
  readonly circuit: Reference;
}
