/** What a deployment is made of: components, their paths and the graph of what waits for what. No I/O. */
@NullMarked
package dev.firn.deploy.component;

import org.jspecify.annotations.NullMarked;
