using HomeLab.Contracts.Stacks;
using HomeLab.Stacks.Tests.Docker;
using HomeLab.Stacks.Tests.Images;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using static HomeLab.Stacks.Tests.Jobs.JobTrial;
using Contract = HomeLab.Contracts.Grpc.Stacks;

namespace HomeLab.Stacks.Tests.Jobs;

/// <summary>Commands by the clock, at a real Engine; the clock is set forward.</summary>
public sealed class JobTests
{
    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-25")]
    public async Task What_a_label_names_is_run_at_its_times_in_the_container_that_runs_and_another_schedule_replaces_nothing()
    {
        await using var engine = await Deployment.StartAsync();
        var database = await TestDatabase.CreateAsync();
        var (wishes, clock) = (new PlayedWishes(), new LeapingClock());
        wishes.Want(Wish(engine, 1, Hourly, "echo one $PASSWORD; echo one >> /tmp/runs"));
        var ended = await StartAsync(wishes, clock, database);
        await WaitsAsync(ended, engine);
        var before = await engine.ContainersAsync();

        LeapToNextHour(clock);
        var first = Assert.Single(await EndedAsync(ended, engine, 1));
        Assert.Equal(("job", "succeeded", "Schedule", ""), (first.Kind, first.State, first.Cause, first.Reason));
        Assert.Equal("one …", await ended.QueryAsync<string>($"SELECT string_agg(text, '|') FROM operation_line WHERE operation = '{first.Id}'"));
        Assert.Equal("one\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));

        wishes.Want(Wish(engine, 2, "30 * * * *", "echo two >> /tmp/runs"));
        await ended.WakeAsync(Key(engine));
        await Eventually.TrueAsync(async () => await JobAsync(ended, engine) is { Schedule: "30 * * * *", NextDueAt: not null }, "the other schedule counts");
        clock.Leap(Hour);
        await EndedAsync(ended, engine, 2);
        Assert.Equal("one\ntwo\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));
        Assert.Equal(before, await engine.ContainersAsync());
        Assert.Equal(["deploy"], (await ended.OperationsAsync("")).Select(it => it.Kind));

        // Nothing is done twice by a process that begins anew.
        await ended.StopAsync();
        await using var stacks = await StartAsync(wishes, clock, database);
        clock.Leap(TimeSpan.FromSeconds(40));
        await stacks.LookAsync(Key(engine));
        Assert.Equal("one\ntwo\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));
        Assert.DoesNotContain("hunter2", await stacks.QueryAsync<string>(
            "SELECT concat((SELECT string_agg(w::text, '') FROM homelab.work w), (SELECT string_agg(l::text, '') FROM homelab.ledger l), (SELECT string_agg(i::text, '') FROM homelab.intent i), (SELECT string_agg(o::text, '') FROM operation_line o), (SELECT string_agg(j::text, '') FROM job j))"), StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-25")]
    public async Task A_job_that_fails_is_told_once_until_it_has_run_well()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, clock) = (new PlayedWishes(), new LeapingClock());
        wishes.Want(Wish(engine, 1, Hourly, "echo no such table; test -e /tmp/table"));
        await using var stacks = await StartAsync(wishes, clock);
        await WaitsAsync(stacks, engine);

        for (var run = 1; run <= 2; run++)
        {
            LeapToNextHour(clock);
            Assert.Equal("app/tidy ended with exit code 1.", (await EndedAsync(stacks, engine, run))[0].Reason);
            await stacks.UntilAsync(Job(engine), "Stalled", "JobFailed");
        }
        var told = Assert.Single(await stacks.FactsAsync<StackFailed>());
        Assert.Equal((Key(engine), "job", "app/tidy ended with exit code 1.", "commit 1"), (told.Stack, told.Kind, told.Reason, told.Commit));
        Assert.Equal("no such table", await stacks.QueryAsync<string>($"SELECT string_agg(text, '|') FROM operation_line WHERE operation = '{told.Operation}'"));
        Assert.Equal("failed", (await JobAsync(stacks, engine))!.Last.State);

        await engine.ExecAsync(App(engine), "touch", "/tmp/table");
        LeapToNextHour(clock);
        Assert.Equal("succeeded", (await EndedAsync(stacks, engine, 3))[0].State);
        await stacks.UntilAsync(Job(engine), "Converged");
        await engine.ExecAsync(App(engine), "busybox", "rm", "/tmp/table");
        LeapToNextHour(clock);
        await EndedAsync(stacks, engine, 4);
        Assert.Equal(2, (await stacks.FactsAsync<StackFailed>()).Count);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-25")]
    public async Task Of_times_that_were_missed_the_newest_is_run_late_and_those_too_long_ago_are_told()
    {
        await using var engine = await Deployment.StartAsync();
        var database = await TestDatabase.CreateAsync();
        var (wishes, clock) = (new PlayedWishes(), new LeapingClock());
        wishes.Want(Wish(engine, 1, Hourly, "echo one >> /tmp/runs"));
        var ended = await StartAsync(wishes, clock, database);
        await WaitsAsync(ended, engine);

        await ended.StopAsync();
        LeapToNextHour(clock);
        clock.Leap(5 * Hour + TimeSpan.FromMinutes(20));
        await using var stacks = await StartAsync(wishes, clock, database);
        var late = Assert.Single(await EndedAsync(stacks, engine, 1));
        Assert.Equal("succeeded", late.State);
        Assert.Equal("one\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));
        Assert.Contains("5 times were missed", await stacks.QueryAsync<string>($"SELECT string_agg(text, '|') FROM operation_line WHERE operation = '{late.Id}'"), StringComparison.Ordinal);

        await engine.Client.Containers.StopContainerAsync(App(engine), new() { WaitBeforeKillSeconds = 1 });
        await Eventually.TrueAsync(async () => !(await engine.InspectAsync(App(engine))).State.Running, "it is stopped");
        LeapToNextHour(clock);
        await stacks.UntilAsync(Job(engine), "Waiting", "NotRunning");
        Assert.Single(await stacks.OperationsAsync($"{engine.Name}#app/tidy"));
        clock.Leap(Hour + TimeSpan.FromMinutes(1));
        var missed = (await EndedAsync(stacks, engine, 2))[0];
        Assert.Equal("failed", missed.State);
        Assert.Matches("^app/tidy was missed at .*Z \\(and 1 times since\\): no container of app runs", missed.Reason);
        Assert.Equal(missed.Id, Assert.Single(await stacks.FactsAsync<StackFailed>()).Operation.ToString());
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-25")]
    public async Task A_job_that_runs_is_not_run_beside_itself_and_its_end_is_seen_by_the_next_process()
    {
        await using var engine = await Deployment.StartAsync();
        var database = await TestDatabase.CreateAsync();
        var (wishes, clock) = (new PlayedWishes(), new LeapingClock());
        wishes.Want(Wish(engine, 1, Hourly, "echo one >> /tmp/runs; until test -e /tmp/go; do sleep 0.1; done; busybox rm /tmp/go; echo done"));
        var ended = await StartAsync(wishes, clock, database);
        await WaitsAsync(ended, engine);

        LeapToNextHour(clock);
        await Eventually.TrueAsync(async () => await engine.ExecAsync(App(engine), Runs.Split(' ')) == "one\n", "it runs");
        LeapToNextHour(clock);
        await ended.LookAsync(Key(engine));
        Assert.Equal("one\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));
        await engine.ExecAsync(App(engine), "touch", "/tmp/go");
        await EndedAsync(ended, engine, 1);
        await WaitsAsync(ended, engine);
        Assert.Single(await ended.OperationsAsync($"{engine.Name}#app/tidy"));

        LeapToNextHour(clock);
        await Eventually.TrueAsync(async () => await engine.ExecAsync(App(engine), Runs.Split(' ')) == "one\none\n", "it runs again");
        await ended.StopAsync();
        await using var stacks = await StartAsync(wishes, clock, database);
        await engine.ExecAsync(App(engine), "touch", "/tmp/go");
        var second = (await EndedAsync(stacks, engine, 2))[0];
        Assert.Equal("app/tidy has ended, and whether well is not known: what listened to it was gone before.", second.Reason);
        Assert.Contains("Not all that it wrote was heard.", await stacks.QueryAsync<string>($"SELECT string_agg(text, '|') FROM operation_line WHERE operation = '{second.Id}'"), StringComparison.Ordinal);
        Assert.Equal("one\none\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    public async Task A_job_waits_for_a_person_where_changes_do_and_for_the_operation_of_its_stack()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, clock) = (new PlayedWishes(), new LeapingClock());
        wishes.Want(Wish(engine, 1, Hourly, "echo one >> /tmp/runs"));
        await using var stacks = await StartAsync(wishes, clock);
        await WaitsAsync(stacks, engine);

        wishes.Change(it => it.Policy.Apply = "approve");
        wishes.Want(Wish(engine, 2, Hourly, "echo two >> /tmp/runs"));
        await stacks.WakeAsync(Key(engine));
        await stacks.UntilAsync(Job(engine), "Proposed", "ApprovalRequired");
        LeapToNextHour(clock);
        await stacks.LookAsync(Key(engine));
        Assert.Empty(await stacks.OperationsAsync($"{engine.Name}#app/tidy"));
        await stacks.ApproveAsync((await stacks.ProposalAsync(Job(engine)))!);
        await WaitsAsync(stacks, engine);

        await stacks.QueryAsync<string>(
            $"INSERT INTO operation (id, key, kind, digest, commit, state, cause_kind, started_at, progress_at) VALUES (gen_random_uuid(), '{Key(engine)}', 'restart', '', '', 'running', '', now(), now()) RETURNING key");
        LeapToNextHour(clock);
        await stacks.UntilAsync(Job(engine), "Waiting", "StackBusy");
        await stacks.QueryAsync<string>("UPDATE operation SET state = 'failed' WHERE kind = 'restart' RETURNING key");
        Assert.Equal("succeeded", (await EndedAsync(stacks, engine, 1))[0].State);
        Assert.Equal("two\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));

        wishes.Change(it => it.Policy.Apply = "dryRun");
        LeapToNextHour(clock);
        await stacks.UntilAsync(Job(engine), "Previewed");
        Assert.Equal("two\n", await engine.ExecAsync(App(engine), Runs.Split(' ')));
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.Docker)]
    [Proves("STACK-25")]
    public async Task A_wrong_label_is_named_and_stops_neither_the_stack_nor_its_other_jobs()
    {
        await using var engine = await Deployment.StartAsync();
        var (wishes, clock) = (new PlayedWishes(), new LeapingClock());
        wishes.Want(Wish(engine, 1, Hourly, "echo one >> /tmp/runs", """, "homelab.job.wrong.schedule": "61 * * * *", "homelab.job.wrong.command": "true" """));
        await using var stacks = await StartAsync(wishes, clock);
        await WaitsAsync(stacks, engine);

        await stacks.UntilAsync($"{Key(engine)}#app/wrong", "Stalled", "JobRefused");
        LeapToNextHour(clock);
        await EndedAsync(stacks, engine, 1);

        const string Problem = "services.app.labels: homelab.job.wrong.schedule '61 * * * *' is no schedule: ";
        var job = (await stacks.Stacks.ListJobsAsync(new Contract.ListJobsRequest(), StacksHost.Operator)).Jobs.Single(it => it.Name == "wrong");
        Assert.StartsWith($"shop/compose.yaml: {Problem}", job.Problem, StringComparison.Ordinal);
        Assert.Null(job.NextDueAt);
        Assert.Contains((await stacks.StackAsync(engine.Name)).Notes, it => it.StartsWith(Problem, StringComparison.Ordinal));
    }
}
