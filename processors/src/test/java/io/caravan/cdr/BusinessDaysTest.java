package io.caravan.cdr;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BusinessDaysTest {

    /** Zones that move at midnight, by half an hour, that left out a day, or never move. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Asia/Shanghai",
                "Europe/Berlin",
                "America/Sao_Paulo",
                "America/Havana",
                "America/St_Johns",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Asia/Beirut",
                "UTC"
            })
    void theDayIsThatOfTheZoneInWhateverOrderInstantsCome(String name) {
        ZoneId zone = ZoneId.of(name);
        BusinessDays days = new BusinessDays(zone);
        Random random = new Random(name.hashCode());
        long begin = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
        long moment = begin;
        for (int i = 0; i < 400_000; i++) {
            moment = random.nextInt(50) == 0
                    ? begin + random.nextLong(900_000_000_000L)
                    : moment + random.nextInt(-3_600_000, 7_200_000);
            assertThat(days.of(moment))
                    .isEqualTo(LocalDate.ofInstant(Instant.ofEpochMilli(moment), zone)
                            .toEpochDay());
        }
    }
}
