package io.caravan.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

import io.caravan.cdr.VosNode;
import io.caravan.migration.MigrationRequest;

/**
 * Runs inside a hub, as a bean of its configuration. After the step that the plan names for a node it stops the thread of
 * the node's turn for ever: nothing after the step happens, no clean-up either, as if the hub had been killed there. After
 * the step that it names for no node it halts the whole hub.
 */
public final class StepParker implements InterceptStrategy, CamelContextAware {

    /** Exchanges that belong to no node: the schedule. */
    static final int NO_NODE = 0;

    private static final int AS_BY_KILL = 137;

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private StepFiles files;
    private CamelContext context;

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    /** Installs it: Camel looks for strategies among the beans before it makes this one. */
    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
        context.getCamelContextExtension().addInterceptStrategy(this);
    }

    /** Where the plan is, and what happens is written down. */
    public void setFolder(String folder) {
        files = new StepFiles(Path.of(folder));
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        Step step = Step.of(definition);
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return super.process(exchange, doneSync -> {
                    after(step, exchange);
                    callback.done(doneSync);
                });
            }
        };
    }

    private void after(Step step, Exchange exchange) {
        int node = subject(exchange);
        try {
            StepFiles.Plan plan = files.plan();
            if (told.add(plan.generation() + " " + node + " " + step)) {
                files.tell(StepFiles.RAN, plan.generation(), node, step);
            }
            if (step.equals(plan.ends().get(node))) {
                files.tell(StepFiles.ENDED, plan.generation(), node, step);
                end(node);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the step parker has no files", e);
        }
    }

    /** The node whose turn it is, or the number of the table that is migrated: that of {@code t7} is 7. */
    private static int subject(Exchange exchange) {
        VosNode node = exchange.getVariable("node", VosNode.class);
        if (node != null) {
            return node.id();
        }
        MigrationRequest migration = exchange.getVariable("migration", MigrationRequest.class);
        // That of a client's request has no id yet.
        return migration == null || migration.id().isEmpty()
                ? NO_NODE
                : Integer.parseInt(migration.table().substring(1));
    }

    private static void end(int node) {
        if (node == NO_NODE) {
            Runtime.getRuntime().halt(AS_BY_KILL);
        }
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a thread that was to stand still was woken", e);
        }
    }
}
