/**
 * Feishu's (Lark's) custom robots. Protocol: <a href="https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot">their page</a>.
 */
@NullMarked
package io.weir.rules.notify.feishu;

import org.jspecify.annotations.NullMarked;
