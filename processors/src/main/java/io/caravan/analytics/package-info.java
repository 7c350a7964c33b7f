/** Questions about behaviour events: what happened, to how many, and what came of it. */
package io.caravan.analytics;
