/** Call records out of files that are dropped into a folder. */
package io.caravan.cdr.files;
