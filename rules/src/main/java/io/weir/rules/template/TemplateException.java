package io.weir.rules.template;

/** A template that cannot be parsed or executed; the message says where and why. */
public final class TemplateException extends RuntimeException {
    public TemplateException(String message) {
        super(message);
    }
}
