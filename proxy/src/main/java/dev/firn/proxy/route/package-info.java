/** Which requests go where: plain data, and the file that it stands in. */
@NullMarked
package dev.firn.proxy.route;

import org.jspecify.annotations.NullMarked;
