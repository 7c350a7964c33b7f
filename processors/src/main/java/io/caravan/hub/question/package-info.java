/** What questions of all streams have in common: parameters read and checked, time divided on a clock, statements made. */
package io.caravan.hub.question;
