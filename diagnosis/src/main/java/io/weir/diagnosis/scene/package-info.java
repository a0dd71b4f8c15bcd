/**
 * Scenes: what was captured when something broke, before the evidence went. A scene is a folder with a manifest; both survive the death
 * of the process they are about, and of Weir. The door is {@link io.weir.diagnosis.scene.Scenes}.
 */
@NullMarked
package io.weir.diagnosis.scene;

import org.jspecify.annotations.NullMarked;
