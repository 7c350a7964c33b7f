package io.caravan.embedded.vos.server;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;

import io.caravan.embedded.vos.calls.Account;
import io.caravan.embedded.vos.calls.Micros;

/** Who the node's customers are and how much money they have. */
final class CustomerInterfaces {

    private CustomerInterfaces() {}

    /** {@code type} 0 names the accounts only, 1 adds the money; an absent type is 0, as a number that is none. */
    static Reply getAllCustomers(Question question) throws VosError {
        int type = question.parameters().path("type").asInt(0);
        if (type != 0 && type != 1) {
            throw VosError.badParameter();
        }
        List<Account> accounts = question.book().accounts(question.population());
        return json -> {
            json.writeArrayFieldStart("infoCustomerBriefs");
            for (Account account : accounts) {
                json.writeStartObject();
                json.writeStringField("account", account.login());
                if (type == 1) {
                    money(json, account);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }

    /** A few fields of the accounts asked for; what else real nodes send is not known. */
    static Reply getCustomer(Question question) throws VosError {
        List<Account> accounts = question.accounts();
        if (accounts.isEmpty()) {
            throw VosError.missingParameters();
        }
        return json -> {
            json.writeArrayFieldStart("infoCustomers");
            for (Account account : accounts) {
                json.writeStartObject();
                json.writeStringField("account", account.login());
                json.writeStringField("name", account.name());
                money(json, account);
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }

    private static void money(JsonGenerator json, Account account) throws IOException {
        json.writeFieldName("money");
        json.writeNumber(Micros.text(account.moneyMicros()));
        json.writeFieldName("limitMoney");
        json.writeNumber(Micros.text(account.limitMoneyMicros()));
    }
}
