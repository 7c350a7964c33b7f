package io.caravan.behavior.realtime;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/** The Lua scripts; one of them is one step for all who use Redis. */
final class Scripts {

    private Scripts() {}

    static <T> RedisScript<T> named(String name, Class<T> result) {
        var script = new DefaultRedisScript<T>();
        script.setLocation(new ClassPathResource("caravan/realtime/" + name + ".lua", Scripts.class.getClassLoader()));
        script.setResultType(result);
        return script;
    }
}
