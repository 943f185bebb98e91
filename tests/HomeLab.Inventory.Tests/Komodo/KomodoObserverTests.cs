using System.Text.Json.Nodes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Komodo;

public class KomodoObserverTests
{
    static IEnumerable<string> Addresses(Snapshot snapshot) => snapshot.Resources.Select(it => it.Address).Order(StringComparer.Ordinal);

    static async Task<JsonObject> FactsAsync(KomodoLab lab, string address) =>
        JsonNode.Parse(await lab.Source.Database.QueryAsync<string>($"SELECT facts::text FROM resource WHERE address = '{address}'"))!.AsObject();

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("1.19.5")]
    [InlineData("2.1.0")]
    [InlineData("2.3.2")]
    public async Task Servers_stacks_and_syncs_are_seen_whole_in_every_version(string version)
    {
        await using var lab = await KomodoLab.StartAsync(version);

        var seen = await lab.Source.UntilReasonAsync("");

        Assert.Equal(
            ["komodo/home", "komodo/home/server/attic", "komodo/home/server/nas", .. Enumerable.Range(0, KomodoLab.Stacks).Select(i => $"komodo/home/stack/stack-{i:00}"), "komodo/home/sync/stacks"],
            Addresses(seen));
        Assert.Equal("running", seen.Resources.Single(it => it.Address == "komodo/home/stack/stack-35").State);
        Assert.Equal(version, (string?)(await FactsAsync(lab, "komodo/home"))["version"]);
        var stack = await FactsAsync(lab, "komodo/home/stack/stack-35");
        Assert.Equal(("komodo/home/server/attic", "stack-35", "komodo"), ((string?)stack["server"], (string?)stack["project"], (string?)stack["source"]));
        Assert.Equal("app", (string?)stack["containers"]!.AsArray().Single()!["service"]);
        Assert.DoesNotContain("hunter2", stack.ToJsonString(), StringComparison.Ordinal);
        var graph = await lab.Source.GraphAsync();
        Assert.Equal(30, graph.Arriving("komodo/home/server/nas").Count(it => it.Rule == "komodo.stack-server"));
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("1.19.5")]
    [InlineData("2.3.2")]
    public async Task A_stack_gets_the_names_of_its_containers_labels_and_keeps_them_while_its_server_is_not_reached(string version)
    {
        const string Container = "Simulators:Komodo:Cores:0:Servers:0:Containers:0:";
        await using var lab = await KomodoLab.StartAsync(version, more:
        [
            (Container + "Name", "photos"), (Container + "Id", new string('a', 64)), (Container + "Labels:com.docker.compose.project", "stack-03"),
            (Container + "Labels:com.docker.compose.service", "web"), (Container + "Labels:traefik.enable", "true"),
            (Container + "Labels:traefik.http.routers.photos.rule", "Host(`photos.example.org`)"), (Container + "Labels:secret.label", "hunter2"),
        ]);
        var seen = Assert.Single((await lab.Source.UntilReasonAsync("")).Endpoints);
        Assert.Equal(
            ("komodo/home/stack/stack-03", "photos.example.org", "home.example.org", true), (seen.Resource, seen.Host, seen.Publication.Target, seen.IsRunning));
        Assert.DoesNotContain("hunter2", (await FactsAsync(lab, "komodo/home/server/nas")).ToJsonString(), StringComparison.Ordinal);

        await lab.ControlAsync(HttpMethod.Put, "servers/nas", new { state = "NotOk" });
        await lab.Source.UntilAsync(it => it.Resources.Single(r => r.Address == "komodo/home/server/nas").State == "NotOk", "the server is not reached");

        var kept = Assert.Single((await lab.Source.Database.SnapshotAsync()).Endpoints);
        Assert.Equal(("photos.example.org", "home.example.org", false), (kept.Host, kept.Publication.Target, kept.IsRunning));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task At_rest_nothing_changes()
    {
        await using var lab = await KomodoLab.StartAsync();
        await lab.Source.UntilReasonAsync("");
        await lab.LooksAsync();
        var revision = (await lab.Source.Database.SnapshotAsync()).Revision;

        await lab.LooksAsync(3);

        Assert.Equal(revision, (await lab.Source.Database.SnapshotAsync()).Revision);
        Assert.DoesNotContain(lab.Host.Requests.Entries, it => it.IsWrite);
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("1.19.5")]
    [InlineData("2.3.2")]
    public async Task A_stack_that_is_removed_is_gone_and_one_of_its_name_is_another(string version)
    {
        await using var lab = await KomodoLab.StartAsync(version);
        var before = (await lab.Source.UntilReasonAsync("")).Resources.Single(it => it.Address == "komodo/home/stack/stack-07");

        await lab.ControlAsync(HttpMethod.Delete, "stacks/stack-07");
        await lab.Source.UntilAsync(it => !Addresses(it).Contains("komodo/home/stack/stack-07"), "the stack is gone");
        await lab.ControlAsync(HttpMethod.Post, "stacks", new { name = "stack-07", server = "nas" });
        var after = await lab.Source.UntilAsync(it => Addresses(it).Contains("komodo/home/stack/stack-07"), "another stack has its name");

        Assert.NotEqual(before.Uid, after.Resources.Single(it => it.Address == "komodo/home/stack/stack-07").Uid);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_stack_that_is_renamed_moves()
    {
        await using var lab = await KomodoLab.StartAsync();
        await lab.Source.UntilReasonAsync("");

        await lab.ControlAsync(HttpMethod.Put, "stacks/stack-07", new { name = "photos" });

        var after = await lab.Source.UntilAsync(it => Addresses(it).Contains("komodo/home/stack/photos"), "the stack has its new name");
        Assert.DoesNotContain("komodo/home/stack/stack-07", Addresses(after));
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("1.19.5")]
    [InlineData("2.3.2")]
    public async Task A_server_that_is_not_reached_keeps_its_stacks_and_their_containers(string version)
    {
        await using var lab = await KomodoLab.StartAsync(version);
        var before = await lab.Source.UntilReasonAsync("");
        var containers = (await FactsAsync(lab, "komodo/home/stack/stack-35"))["containers"]!.ToJsonString();

        await lab.ControlAsync(HttpMethod.Put, "servers/attic", new { state = "NotOk" });
        var during = await lab.Source.UntilAsync(
            it => it.Resources.Any(r => r is { Address: "komodo/home/stack/stack-35", State: "unknown" }), "its stacks are unknown");

        Assert.Equal(Addresses(before), Addresses(during));
        Assert.Equal("NotOk", during.Resources.Single(it => it.Address == "komodo/home/server/attic").State);
        Assert.Equal(containers, (await FactsAsync(lab, "komodo/home/stack/stack-35"))["containers"]!.ToJsonString());
        Assert.Equal("running", during.Resources.Single(it => it.Address == "komodo/home/stack/stack-00").State);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_the_websocket_tells_is_seen_long_before_the_next_look_is_due_and_without_it_later()
    {
        await using var lab = await KomodoLab.StartAsync(options: new InventoryOptions
        {
            Lab = "/nowhere", FastestPoll = TimeSpan.FromMilliseconds(200), FullReadInterval = TimeSpan.FromHours(1), RetryAfter = TimeSpan.FromMilliseconds(500),
        });
        await lab.Source.UntilReasonAsync("");
        var before = (await FactsAsync(lab, "komodo/home/stack/stack-07"))["containers"]!.ToJsonString();
        await lab.Source.UntilAsync(_ => lab.Host.KomodoFollowers("lab") == 1, "the updates are followed");

        await lab.ControlAsync(HttpMethod.Post, "stacks/stack-07/deploy");
        await UntilOtherAsync(lab, before);
        // Whoever ends the connection may have kept something back, so that it stands again is a reason to look.
        before = (await FactsAsync(lab, "komodo/home/stack/stack-07"))["containers"]!.ToJsonString();
        await lab.ArmAsync(new { effect = "outage", system = "komodo", path = "/lab/ws/update" });
        await lab.ControlAsync(HttpMethod.Post, "cut");
        await lab.ControlAsync(HttpMethod.Post, "stacks/stack-07/deploy");
        await lab.ClearFaultsAsync();
        await UntilOtherAsync(lab, before);
    }

    static async Task UntilOtherAsync(KomodoLab lab, string before) => await HomeLab.Testing.Eventually.TrueAsync(
        async () => (await FactsAsync(lab, "komodo/home/stack/stack-07"))["containers"]!.ToJsonString() != before, "the new containers are seen", TimeSpan.FromSeconds(60));

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("1.19.5", "outage", "Unreachable")]
    [InlineData("2.3.2", "outage", "Unreachable")]
    [InlineData("2.3.2", "status", "Unauthorized", "status", 401)]
    [InlineData("2.3.2", "status", "Forbidden", "status", 403)]
    [InlineData("2.3.2", "status", "NotFound", "status", 404)]
    [InlineData("2.3.2", "status", "TooManyRequests", "status", 429)]
    [InlineData("1.19.5", "status", "ServerError", "status", 500)]
    [InlineData("2.3.2", "truncatedAnswer", "Unreachable")]
    [InlineData("1.19.5", "emptyLists", "Truncated")]
    [InlineData("2.3.2", "emptyLists", "Truncated", "path", "/lab/read/ListStacks")]
    [InlineData("2.3.2", "emptyLists", "Truncated", "path", "/lab/read/ListDockerContainers")]
    [InlineData("1.19.5", "shortLists", "Truncated", "path", "/lab/read/ListStacks")]
    [InlineData("1.19.5", "wrongIdentity", "IdentityChanged")]
    [InlineData("2.3.2", "wrongIdentity", "IdentityChanged")]
    [InlineData("2.3.2", "status", "PartialView", "path", "/lab/read/ListResourceSyncs", "status", 403)]
    [InlineData("1.19.5", "status", "PartialView", "path", "/lab/read/ListStacks", "status", 500)]
    public async Task Whatever_goes_wrong_takes_nothing_away_and_is_told(
        string version, string effect, string code, string? setting = null, object? value = null, string? more = null, object? and = null)
    {
        await using var lab = await KomodoLab.StartAsync(version);
        var before = await lab.Source.UntilReasonAsync("");
        var fault = new Dictionary<string, object> { ["effect"] = effect, ["system"] = "komodo" };
        foreach (var (name, setTo) in new[] { (setting, value), (more, and) }.Where(it => it.Item1 is not null))
            fault[name!] = setTo!;

        await lab.ArmAsync(fault);
        await lab.Source.UntilReasonAsync(code);
        await lab.LooksAsync();
        var during = await lab.Source.UntilReasonAsync(code);
        await lab.ClearFaultsAsync();
        var after = await lab.Source.UntilReasonAsync("");

        Assert.Equal(Addresses(before), Addresses(during));
        Assert.Equal(Addresses(before), Addresses(after));
        Assert.DoesNotContain(KomodoLab.Secret, during.ToString(), StringComparison.Ordinal);
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("1.19.5")]
    [InlineData("2.3.2")]
    public async Task Old_answers_take_nothing_away(string version)
    {
        await using var lab = await KomodoLab.StartAsync(version);
        await lab.Source.UntilReasonAsync("");
        lab.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await lab.ControlAsync(HttpMethod.Post, "stacks", new { name = "new", server = "nas" });
        var before = await lab.Source.UntilAsync(it => Addresses(it).Contains("komodo/home/stack/new"), "the new stack is seen");

        await lab.ArmAsync(new { effect = "staleReads", system = "komodo", seconds = 240 });
        await lab.Source.UntilReasonAsync("Stale");
        await lab.LooksAsync();

        Assert.Equal(Addresses(before), Addresses(await lab.Source.UntilReasonAsync("Stale")));
        await lab.ClearFaultsAsync();
        await lab.Source.UntilReasonAsync("");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task One_refused_list_does_not_keep_another_from_telling_what_went()
    {
        await using var lab = await KomodoLab.StartAsync();
        await lab.Source.UntilReasonAsync("");
        await lab.ArmAsync(new { effect = "status", system = "komodo", path = "/lab/read/ListResourceSyncs", status = 403 });
        await lab.Source.UntilReasonAsync("PartialView");

        await lab.ControlAsync(HttpMethod.Delete, "stacks/stack-07");

        var after = await lab.Source.UntilAsync(it => !Addresses(it).Contains("komodo/home/stack/stack-07"), "the stack is gone");
        Assert.Contains("komodo/home/sync/stacks", Addresses(after));
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("1.19.5")]
    [InlineData("2.3.2")]
    public async Task A_user_who_sees_a_part_proves_no_absence_but_what_is_gone_when_asked_for(string version)
    {
        const string Key = "Simulators:Komodo:Cores:0:Keys:0:";
        await using var lab = await KomodoLab.StartAsync(
            version, more: [(Key + "IsAdmin", "false"), (Key + "ReadsAll:0", "Server"), (Key + "Reads:0", "Stack/stack-00"), (Key + "Reads:1", "Stack/stack-01")]);

        var seen = await lab.Source.UntilReasonAsync("PartialView");
        Assert.Equal(["komodo/home/stack/stack-00", "komodo/home/stack/stack-01"], Addresses(seen).Where(it => it.Contains("/stack/", StringComparison.Ordinal)));
        Assert.Contains("Stack, ResourceSync", seen.Sources.Single(it => it.Name == "komodo/home").Reason, StringComparison.Ordinal);
        // Of one that was renamed the user loses the sight: its right was for the name.
        await lab.ControlAsync(HttpMethod.Put, "stacks/stack-01", new { name = "other" });
        await lab.LooksAsync();
        Assert.Contains("komodo/home/stack/stack-01", Addresses(await lab.Source.UntilReasonAsync("PartialView")));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_key_that_is_refused_is_told_of_without_its_secret()
    {
        await using var lab = await KomodoLab.StartAsync("1.19.5", secret: "S-another-secret");

        var seen = await lab.Source.UntilReasonAsync("Unauthorized");

        Assert.DoesNotContain("S-another-secret", seen.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(lab.Source.Database.Logged, it => it.Contains("S-another-secret", StringComparison.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Two_stacks_of_one_project_share_its_containers_with_nobody()
    {
        await using var lab = await KomodoLab.StartAsync(
            more: [("Simulators:Komodo:Cores:0:Stacks:1:Project", "shared"), ("Simulators:Komodo:Cores:0:Stacks:2:Project", "shared"), ("Simulators:Komodo:Cores:0:Stacks:35:Project", "shared")]);
        await lab.Source.UntilReasonAsync("");

        var (one, elsewhere) = (await FactsAsync(lab, "komodo/home/stack/stack-01"), await FactsAsync(lab, "komodo/home/stack/stack-35"));

        Assert.Equal("stack-02", (string?)one["sharesProjectWith"]!.AsArray().Single());
        Assert.Empty(one["containers"]!.AsArray());
        Assert.Single(elsewhere["containers"]!.AsArray());
        Assert.Contains((await lab.Source.GraphAsync()).Ambiguities, it => it.Key == "compose-project/komodo/home/server/nas/shared" && it.Nodes.Count == 2);
    }


    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData("1.19.5")]
    [InlineData("2.3.2")]
    [Proves("INV-17")]
    public async Task Who_deployed_a_stack_is_told_by_its_update_and_otherwise_nobody(string version)
    {
        await using var lab = await KomodoLab.StartAsync(version);
        await lab.Source.UntilReasonAsync("");

        await lab.ControlAsync(HttpMethod.Post, "stacks/stack-07/deploy");
        var deployed = await lab.Source.UntilChangeAsync("komodo/home/stack/stack-07", it => it.Fields.Any(field => field.Path.StartsWith("containers", StringComparison.Ordinal)), "the stack is seen to be deployed");
        await lab.ControlAsync(HttpMethod.Put, "stacks/stack-09", new { containers = new Dictionary<string, string> { ["app"] = "" } });
        var fell = await lab.Source.UntilChangeAsync("komodo/home/stack/stack-09", _ => true, "the other is seen to fall");

        Assert.Equal(("other", "admin"), (deployed.Actor, deployed.ActorName));
        Assert.Contains("DeployStack", deployed.Evidence, StringComparison.Ordinal);
        Assert.Equal(("unknown", ""), (fell.Actor, fell.ActorName));
        Assert.DoesNotContain("hunter2", (await lab.Source.Database.ChangesAsync(new ListChangesRequest())).ToString(), StringComparison.Ordinal);
    }
}
