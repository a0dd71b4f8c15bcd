/** WeCom's group robots. Protocol: <a href="https://developer.work.weixin.qq.com/document/path/91770">their page</a>. */
@NullMarked
package io.weir.rules.notify.wecom;

import org.jspecify.annotations.NullMarked;
