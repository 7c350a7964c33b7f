/** The sole right to some work among the hubs of one name. */
package io.caravan.hub.lease;
