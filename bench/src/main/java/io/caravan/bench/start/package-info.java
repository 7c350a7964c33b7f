/** How long a start takes and how much memory it leaves in use. */
package io.caravan.bench.start;
