using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Tests.Docker;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Xunit.Abstractions;

namespace HomeLab.Absence.Tests;

/// <summary>Whatever a source does but answer whole, fresh and as itself: nothing is deleted, it says why, and it comes back by itself.</summary>
public sealed class AbsenceMatrixTests(ITestOutputHelper output)
{
    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task No_failure_of_a_Docker_host_deletes_anything()
    {
        await using var hosts = await DockerHosts.StartAsync();
        using var lab = new TestLab(hosts.Specs);
        await using var services = await TwoServices.StartAsync(lab.Path);
        await services.UntilAsync(it => it.Endpoints.Count == 9 && it.Sources.All(s => s.Complete), "all is seen");
        await services.LookUntilAsync(it => it.Records.Count(r => r.IsOwned) == 13, "all records are made");
        var matrix = new Matrix("Docker host", services);

        foreach (var (misbehaviour, codes) in new (Misbehaviour, string[])[]
        {
            (Misbehaviour.Hangs, ["Timeout"]), (Misbehaviour.Unauthorized, ["Forbidden"]), (Misbehaviour.Forbidden, ["Forbidden"]),
            (Misbehaviour.NotFound, ["NotFound"]), (Misbehaviour.TooManyRequests, ["TooManyRequests"]),
            (Misbehaviour.ServerError, ["ServerError"]), (Misbehaviour.ListsNothing, ["Truncated"]), (Misbehaviour.LeavesOut, ["Truncated"]),
            (Misbehaviour.CutsLists, ["ConnectionLost"]), (Misbehaviour.Nonsense, ["MalformedAnswer"]), (Misbehaviour.Repeats, ["Stale"]),
        })
        {
            await matrix.TryAsync(
                misbehaviour.ToString(), Now(() => hosts.All(engine => engine.Misbehaviour = misbehaviour)),
                Now(() => hosts.All(engine => engine.Misbehaviour = Misbehaviour.None)), Docker, codes);
        }
        await matrix.TryAsync("ConnectionRefused", hosts.StopEnginesAsync, hosts.StartEnginesAsync, Docker, "ConnectionRefused", "SocketMissing");
        await matrix.TryAsync(
            "WrongIdentity", Now(() => hosts.All(engine => (engine.Id, engine.Misbehaviour) = (engine.Id + "x", Misbehaviour.ListsNothing))),
            Now(() => hosts.All(engine => (engine.Id, engine.Misbehaviour) = (engine.Id[..^1], Misbehaviour.None))), Docker, "IdentityChanged");
        await matrix.TryAsync(
            "Another swarm", Now(() => hosts.All(engine => engine.Swarm += "x")), Now(() => hosts.All(engine => engine.Swarm = engine.Swarm![..^1])), Swarm, "IdentityChanged");
        var swarms = hosts.Engines.ToDictionary(it => it, it => it.Swarm);
        await matrix.TryAsync(
            "Manages no swarm", Now(() => hosts.All(engine => engine.Swarm = null)), Now(() => hosts.All(engine => engine.Swarm = swarms[engine])), Swarm, "NotManager");

        output.WriteLine(matrix.ToString());
        matrix.Assert();
        // And what is really gone goes.
        hosts.Engines[0].Remove("tcp1");
        hosts.Engines[0].Services.Remove("tcp3", out _);
        await services.LookUntilAsync(
            it => it.Records.All(r => r.Name != $"tcp1.{TwoServices.Zone}" && r.Name != $"tcp3.{TwoServices.Zone}"), "what was removed is deleted");
        Assert.Equal(2, services.Deletes);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task No_failure_of_a_Komodo_Core_takes_anything_for_gone()
    {
        await using var cores = await KomodoCores.StartAsync();
        using var lab = new TestLab([], cores.Specs);
        await using var services = await TwoServices.StartAsync(lab.Path);
        await services.UntilAsync(it => it.Resources.Count == 2 * KomodoCores.Resources && it.Sources.All(s => s.Complete), "all is seen");
        await services.LookUntilAsync(it => it.Records.Count(r => r.IsOwned) == 4, "all records are made");
        var matrix = new Matrix("Komodo Core", services, it => [.. it.Resources.Select(r => r.Address)]);

        foreach (var (name, fault, codes) in new (string, FaultRule, string[])[]
        {
            ("Timeout", new() { Effect = FaultEffect.Latency, Seconds = 3 }, ["Unreachable"]),
            ("Cut connection", new() { Effect = FaultEffect.Outage }, ["Unreachable"]),
            ("Unauthorized", new() { Effect = FaultEffect.Status, Status = 401 }, ["Unauthorized"]),
            ("Forbidden", new() { Effect = FaultEffect.Status, Status = 403 }, ["Forbidden"]),
            ("NotFound", new() { Effect = FaultEffect.Status, Status = 404, Body = FaultBody.Html }, ["NotFound"]),
            ("TooManyRequests", new() { Effect = FaultEffect.RateLimited }, ["TooManyRequests"]),
            ("ServerError", new() { Effect = FaultEffect.Status, Status = 500 }, ["ServerError"]),
            ("A page instead", new() { Effect = FaultEffect.Status, Status = 200, Body = FaultBody.Html }, ["MalformedAnswer"]),
            ("ListsNothing", new() { Effect = FaultEffect.EmptyLists }, ["Truncated"]),
            ("LeavesOut", new() { Effect = FaultEffect.ShortLists }, ["Truncated"]),
            ("CutsLists", new() { Effect = FaultEffect.TruncatedAnswer, Path = "/*/read/ListStacks" }, ["Unreachable"]),
            ("RefusesOneList", new() { Effect = FaultEffect.Status, Status = 500, Path = "/*/read/ListServers" }, ["PartialView"]),
            ("WrongIdentity", new() { Effect = FaultEffect.WrongIdentity }, ["IdentityChanged"]),
        })
        {
            await matrix.TryAsync(name, Now(() => cores.Host.Faults.Add(fault with { System = "komodo" })), Now(cores.Host.Faults.Clear), Komodo, codes);
        }
        await matrix.TryAsync(
            "Repeats",
            async () =>
            {
                await cores.AddStacksAsync("late");
                await services.UntilAsync(it => it.Resources.Count(r => r.Name == "late") == 2, "what is new is seen");
                cores.Host.Faults.Add(new FaultRule { Effect = FaultEffect.StaleReads, System = "komodo", Seconds = KomodoCores.Before.TotalSeconds });
            },
            Now(cores.Host.Faults.Clear), Komodo, "Stale");

        output.WriteLine(matrix.ToString());
        matrix.Assert();
        // And what is really gone goes.
        await cores.RemoveStacksAsync("late");
        await services.UntilAsync(it => it.Resources.All(r => r.Name != "late"), "what was removed is gone");
        Assert.Equal(0, services.Deletes);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task No_failure_of_a_plain_lab_directory_deletes_anything()
    {
        using var lab = new TestLab();
        await using var services = await TwoServices.StartAsync(lab.Path);
        await services.UntilAsync(it => it.Documents.Count == 5 && it.Sources.All(s => s.Complete), "the lab is read");
        await services.LookUntilAsync(it => it.Records.Count(r => r.IsOwned) == 4, "all records are made");
        var matrix = new Matrix("Lab directory", services);

        await OfDirectoryAsync(matrix, lab, lostCode: "PlainDirectory");

        output.WriteLine(matrix.ToString());
        matrix.Assert();
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    [Proves("DNS-8")]
    public async Task No_failure_of_a_lab_in_Git_deletes_anything_but_a_commit_does()
    {
        using var lab = new TestLab();
        var half = new[] { "dns/doc3.yaml", "dns/doc4.yaml" };
        foreach (var file in half)
        {
            File.Move(Path.Combine(lab.Path, file), lab.Beside(Path.GetFileName(file)));
        }
        var git = new Git(lab.Path);
        await git.RunAsync("init", "--quiet", "--initial-branch=main");
        var first = await git.CommitAsync();
        Array.ForEach(half, file => File.Move(lab.Beside(Path.GetFileName(file)), Path.Combine(lab.Path, file)));
        var second = await git.CommitAsync();
        await using var services = await TwoServices.StartAsync(lab.Path);
        await services.UntilAsync(it => it.Documents.Count == 5 && it.Sources.All(s => s.Complete), "the lab is read");
        await services.LookUntilAsync(it => it.Records.Count(r => r.IsOwned) == 4, "all records are made");
        var matrix = new Matrix("Lab in Git", services);

        await OfDirectoryAsync(matrix, lab, lostCode: "NotCommitted");
        await matrix.TryAsync(
            "stale: HEAD rewound", () => git.RunAsync("reset", "--quiet", "--hard", first), () => git.RunAsync("reset", "--quiet", "--hard", second), Lab, "NotDescendant");
        await matrix.TryAsync(
            "Git's directory vanished", Now(() => { Directory.Move(Path.Combine(lab.Path, ".git"), lab.Beside("git")); File.Move(Path.Combine(lab.Path, half[0]), lab.Beside("half")); }),
            Now(() => { File.Move(lab.Beside("half"), Path.Combine(lab.Path, half[0])); Directory.Move(lab.Beside("git"), Path.Combine(lab.Path, ".git")); }), Lab, "PlainDirectory");

        output.WriteLine(matrix.ToString());
        matrix.Assert();
        File.Delete(Path.Combine(lab.Path, half[0]));
        await git.CommitAsync();
        await services.LookUntilAsync(it => it.Records.All(r => r.Name != $"doc3.{TwoServices.Zone}"), "what a commit took out is deleted");
        Assert.Equal(1, services.Deletes);
    }

    static async Task OfDirectoryAsync(Matrix matrix, TestLab lab, string lostCode)
    {
        var doc = Path.Combine(lab.Path, "dns/doc1.yaml");
        var main = Path.Combine(lab.Path, "lab.yaml");
        await matrix.TryAsync("vanished", Now(lab.MoveAway), Now(lab.MoveBack), Lab, "DirectoryMissing");
        await matrix.TryAsync(
            "empty", Now(() => { lab.MoveAway(); Directory.CreateDirectory(lab.Path); }), Now(() => { Directory.Delete(lab.Path); lab.MoveBack(); }), Lab,
            "LabFileMissing");
        await matrix.TryAsync("lab.yaml lost", Now(() => File.Move(main, lab.Beside("main"))), Now(() => File.Move(lab.Beside("main"), main)), Lab, "LabFileMissing");
        await matrix.TryAsync(
            "half the files lost", Now(() => Directory.Move(Path.Combine(lab.Path, "dns"), lab.Beside("dns"))),
            Now(() => Directory.Move(lab.Beside("dns"), Path.Combine(lab.Path, "dns"))), Lab, lostCode);
        await matrix.TryAsync(
            "truncated file", Now(() => File.WriteAllText(doc, TestLab.Record(1)[..60])), Now(() => File.WriteAllText(doc, TestLab.Record(1))), Lab,
            Broken);
        await matrix.TryAsync(
            "unreadable file", Now(() => File.WriteAllBytes(doc, [0xff, 0xfe, 0x00, 0xc3])), Now(() => File.WriteAllText(doc, TestLab.Record(1))), Lab, "NotUtf8");
        await matrix.TryAsync(
            "unreadable lab.yaml", Now(() => { File.Copy(main, lab.Beside("main")); File.WriteAllText(main, "kind: [Lab"); }),
            Now(() => File.Move(lab.Beside("main"), main, overwrite: true)), Lab, Broken);
        await matrix.TryAsync(
            "another lab", Now(() => { lab.MoveAway(); lab.Write("lab.yaml", TestLab.Spec("another")); }),
            Now(() => { Directory.Delete(lab.Path, recursive: true); lab.MoveBack(); }), Lab, "PlainDirectory", "NotCommitted");
    }

    static readonly string[] Broken = ["MalformedYaml", "MissingField"];

    static IReadOnlyList<(string, string, string)> Docker(Snapshot snapshot) =>
        [.. snapshot.Sources.Where(s => s.Name != "lab").Select(s => (s.Name, s.ReasonCode, s.Reason))];

    static IReadOnlyList<(string, string, string)> Swarm(Snapshot snapshot) => [.. Docker(snapshot).Where(it => it.Item1.EndsWith("/swarm", StringComparison.Ordinal))];

    static IReadOnlyList<(string, string, string)> Komodo(Snapshot snapshot) =>
        [.. snapshot.Sources.Where(s => s.Name.StartsWith("komodo/", StringComparison.Ordinal)).Select(s => (s.Name, s.ReasonCode, s.Reason))];

    /// <summary>The directory as a whole, or the first of its documents with which something is not as it was.</summary>
    static IReadOnlyList<(string, string, string)> Lab(Snapshot snapshot)
    {
        var source = snapshot.Sources.Single(s => s.Name == "lab");
        var absent = snapshot.Documents.FirstOrDefault(d => d.IsAbsent);
        var wrong = snapshot.Documents.FirstOrDefault(d => d.Problems.Count > 0)?.Problems[0];
        return [!source.Complete ? ("lab", source.ReasonCode, source.Reason)
            : absent is not null ? ("lab", absent.AbsentCode, absent.AbsentReason)
            : ("lab", wrong?.Code ?? "", wrong?.Message ?? "")];
    }

    static Func<Task> Now(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };
}
