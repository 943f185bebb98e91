using HomeLab.Proxmox.Tasks;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Tasks;

public class TaskTests
{
    const string Started = "UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:qmstart:100:svc@pve!ctl:";
    const string Path = "GET nodes/pve1/tasks/UPID%3Apve1%3A0003F21A%3A0A1B2C3D%3A65F0A1B2%3Aqmstart%3A100%3Asvc%40pve%21ctl%3A/";
    const string Running = $$"""{"upid":"{{Started}}","node":"pve1","pid":258586,"pstart":169552957,"starttime":1710268850,"type":"qmstart","id":"100","user":"svc@pve","tokenid":"ctl","status":"running"}""";

    [Theory]
    [InlineData("OK", "Succeeded { Warnings = 0 }")]
    [InlineData("WARNINGS: 3", "Succeeded { Warnings = 3 }")]
    [InlineData("VM 100 already running", "Failed { Message = VM 100 already running, Cause = Conflict }")]
    [InlineData("VM is locked (backup)", "Failed { Message = VM is locked (backup), Cause = Locked }")]
    [InlineData("can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout", "Failed { Message = can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout, Cause = Busy }")]
    [InlineData("VM quit/powerdown failed - got timeout", "Failed { Message = VM quit/powerdown failed - got timeout, Cause = Rejected }")]
    [InlineData("job errors", "Failed { Message = job errors, Cause = Rejected }")]
    [InlineData("WARNINGS: many", "Failed { Message = WARNINGS: many, Cause = Rejected }")]
    [InlineData("unexpected status", "Unknown { Message = unexpected status }")]
    [InlineData("unable to get last line from task log - file gone", "Unknown { Message = unable to get last line from task log - file gone }")]
    public async Task Reads_how_a_task_ended(string exit, string outcome)
    {
        await using var server = PveServer.Start((Path + "status", PveReply.Ok($$"""{"upid":"{{Started}}","status":"stopped","exitstatus":"{{exit}}"}""")));
        using var client = server.Client();

        var task = await client.GetTaskAsync(Upid.Parse(Started), default);

        Assert.Equal(outcome, task.Outcome.ToString()!.Replace("IsSuccess = True, ", "").Replace("IsSuccess = False, ", ""));
    }

    [Fact]
    public async Task Waits_out_what_passes_until_the_task_has_ended()
    {
        await using var server = PveServer.Start(
            (Path + "status", PveReply.Status(400, "Parameter verification failed.", """{"data":null,"errors":{"upid":"no such task"}}""")),
            (Path + "status", PveReply.Ok(Running)),
            (Path + "status", PveReply.Status(596, "Connection timed out", "")),
            (Path + "status", PveReply.Ok(Running)),
            (Path + "status", PveReply.Ok(Running.Replace("\"running\"", "\"stopped\",\"exitstatus\":\"OK\""))));
        using var client = server.Client(new PromptClock());

        var task = await client.WaitAsync(Upid.Parse(Started), TimeSpan.FromMinutes(5), default);

        Assert.True(task.Outcome.IsSuccess);
        Assert.Equal(5, server.Seen.Count);
        task.ThrowUnlessSucceeded();
    }

    [Fact]
    public async Task Gives_a_task_back_that_takes_longer_than_one_waits()
    {
        await using var server = PveServer.Start((Path + "status", PveReply.Ok(Running)));
        using var client = server.Client(new PromptClock());

        var task = await client.WaitAsync(Upid.Parse(Started), TimeSpan.FromSeconds(10), default);

        Assert.IsType<TaskOutcome.Running>(task.Outcome);
        Assert.Equal(11, server.Seen.Count);
        var e = Assert.Throws<ProxmoxException>(task.ThrowUnlessSucceeded);
        Assert.Equal((ProxmoxFailure.TaskFailed, true), (e.Failure, e.IsAmbiguous));
    }

    [Fact]
    public async Task Does_not_wait_for_a_task_that_stays_unknown()
    {
        await using var server = PveServer.Start(
            (Path + "status", PveReply.Status(400, "Parameter verification failed.", """{"data":null,"errors":{"upid":"no such task"}}""")));
        using var client = server.Client(new PromptClock());

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.WaitAsync(Upid.Parse(Started), TimeSpan.FromMinutes(5), default));

        Assert.Equal(ProxmoxFailure.NotFound, e.Failure);
        Assert.Equal(11, server.Seen.Count);
    }

    [Fact]
    public async Task A_node_that_stays_away_leaves_the_task_open()
    {
        await using var server = PveServer.Start((Path + "status", PveReply.Status(595, "No route to host", "")));
        using var client = server.Client(new PromptClock());

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.WaitAsync(Upid.Parse(Started), TimeSpan.FromSeconds(5), default));

        Assert.Equal((ProxmoxFailure.NodeUnreachable, true), (e.Failure, e.IsAmbiguous));
    }

    [Fact]
    public async Task A_failed_task_is_an_exception_of_the_same_words_as_a_call()
    {
        await using var server = PveServer.Start(
            (Path + "status", PveReply.Ok($$"""{"upid":"{{Started}}","status":"stopped","exitstatus":"VM is locked (migrate)"}""")));
        using var client = server.Client();
        var task = await client.GetTaskAsync(Upid.Parse(Started), default);

        var e = Assert.Throws<ProxmoxException>(task.ThrowUnlessSucceeded);

        Assert.Equal((ProxmoxFailure.TaskFailed, ProxmoxFailure.Locked, true, false), (e.Failure, e.TaskCause!.Value, e.IsTransient, e.IsAmbiguous));
        Assert.Equal($"Task qmstart 100 on pve1 failed: VM is locked (migrate) ({Started}).", e.Message);
    }

    [Fact]
    public async Task Reads_the_lists_of_a_node_and_of_the_cluster()
    {
        const string Line = "GET nodes/pve1/tasks?source=all&vmid=100&since=1710268800&errors=1&start=0&limit=20";
        await using var server = PveServer.Start(
            (Line, PveReply.Ok($$"""[{"upid":"{{Started}}","status":"RUNNING"},{"upid":"{{Started}}","endtime":1710268860,"status":"some error"}]""")),
            ("GET cluster/tasks", PveReply.Ok($$"""[{"upid":"{{Started}}","saved":"0"},{"upid":"{{Started}}","endtime":"1710268860","status":"OK","saved":"1"}]""")));
        using var client = server.Client();

        var ofNode = await client.ListTasksAsync(
            "pve1", new TaskQuery { Source = "all", Vmid = 100, Since = DateTimeOffset.FromUnixTimeSeconds(1710268800), ErrorsOnly = true, Limit = 20 }, default);
        var ofCluster = await client.ListClusterTasksAsync(default);

        Assert.Equal([typeof(TaskOutcome.Running), typeof(TaskOutcome.Failed)], ofNode.Select(task => task.Outcome.GetType()));
        Assert.Equal([typeof(TaskOutcome.Running), typeof(TaskOutcome.Succeeded)], ofCluster.Select(task => task.Outcome.GetType()));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1710268860), ofCluster[1].EndedAt);
    }

    [Fact]
    public async Task Reads_a_log_and_knows_an_empty_one()
    {
        await using var server = PveServer.Start(
            (Path + "log?start=0&limit=0", PveReply.Status(200, "OK", """{"data":[{"n":1,"t":"line"},{"n":2,"t":"TASK OK"}],"total":2}""")),
            (Path + "log?start=0&limit=0", PveReply.Status(200, "OK", """{"data":[{"n":1,"t":"no content"}],"total":1}""")));
        using var client = server.Client();

        var log = await client.GetTaskLogAsync(Upid.Parse(Started), cancellationToken: default);
        var empty = await client.GetTaskLogAsync(Upid.Parse(Started), cancellationToken: default);

        Assert.Equal(["line", "TASK OK"], log.Lines);
        Assert.Equal(2, log.Total);
        Assert.Empty(empty.Lines);
    }
}
