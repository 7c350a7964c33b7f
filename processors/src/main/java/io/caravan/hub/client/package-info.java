/** How commands ask a running hub. */
package io.caravan.hub.client;
