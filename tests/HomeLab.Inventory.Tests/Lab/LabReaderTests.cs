using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Lab;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Lab;

public sealed class LabReaderTests : IDisposable
{
    const string Lab = """
        apiVersion: homelab/v1
        kind: Lab
        metadata: {name: test}
        spec:
          cloudflare: {token: {env: CLOUDFLARE_TOKEN}, zones: [example.org]}
          docker: [{name: host, endpoint: "unix:///var/run/docker.sock", publish: {target: home.example.org}}]

        """;

    readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Puts_documents_into_force_and_announces_them_once()
    {
        await using var database = await CreateAsync(("www", "192.0.2.1"));

        await ReadAsync(database);
        var first = await database.TakeAnnouncedAsync();
        await ReadAsync(database);

        var snapshot = await database.SnapshotAsync();
        Assert.Equal("test", snapshot.Lab.Name);
        Assert.Equal(("CLOUDFLARE_TOKEN", "example.org"), (snapshot.Lab.Cloudflare.Token.Env, Assert.Single(snapshot.Lab.Cloudflare.Zones)));
        Assert.Equal(60, snapshot.Lab.Policy.RemoveAfter.Seconds);
        Assert.Equal(["DnsRecord/www", "Lab/test"], snapshot.Documents.Select(it => it.Address));
        Assert.Equal("""{"name":"www.example.org","type":"A","values":["192.0.2.1"]}""", snapshot.Documents[0].SpecJson);
        Assert.Equal([("cloudflare/example.org", false, "NeverRead"), ("docker/host", false, "NeverRead"), ("lab", true, "")], snapshot.Sources.Select(it => (it.Name, it.Complete, it.ReasonCode)));
        Assert.Contains(first, it => it.Urn.Contains("lab-revised", StringComparison.Ordinal));
        Assert.Empty(await database.TakeAnnouncedAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Tells_of_DNS_servers_and_of_where_names_lead_inside()
    {
        directory.Write("lab.yaml", """
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: test}
            spec:
              docker: [{name: host, endpoint: "unix:///var/run/docker.sock", publish: {target: home.example.org, internal: 192.0.2.10}}]
              dnsServers: [{name: lan, address: 192.0.2.53, zones: [example.org], tsig: {name: homelab, secret: {env: LAN_KEY}}}]
            """);
        await using var database = await InventoryDatabase.CreateAsync(new InventoryOptions { Lab = directory.Path });

        await ReadAsync(database);

        var snapshot = await database.SnapshotAsync();
        var server = Assert.Single(snapshot.Lab.DnsServers);
        Assert.Equal(("lan", "192.0.2.53", 53, "internal", "example.org"), (server.Name, server.Address, server.Port, server.View, Assert.Single(server.Zones)));
        Assert.Equal(("homelab", "hmac-sha256", "LAN_KEY"), (server.Tsig.Name, server.Tsig.Algorithm, server.Tsig.Secret.Env));
        Assert.Equal("192.0.2.10", snapshot.Lab.InternalTargets["docker/host"]);
        Assert.Contains("dns/lan/example.org", snapshot.Sources.Select(it => it.Name));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Keeps_the_last_good_version_of_what_became_wrong_and_says_so_in_log_and_answer()
    {
        await using var database = await CreateAsync(("www", "192.0.2.1"), ("other", "192.0.2.2"));
        await ReadAsync(database);

        Write("www", "not an address");
        Write("other", "192.0.2.9");
        await ReadAsync(database);

        var documents = (await database.SnapshotAsync()).Documents.ToDictionary(it => it.Name);
        Assert.False(documents["www"].IsValid);
        Assert.True(documents["www"].IsLastGood);
        Assert.Contains("192.0.2.1", documents["www"].SpecJson, StringComparison.Ordinal);
        var problem = Assert.Single(documents["www"].Problems);
        Assert.Equal(("www.yaml", 4, "spec.content", "WrongForm"), (problem.File, problem.Line, problem.Path, problem.Code));
        Assert.Contains("192.0.2.9", documents["other"].SpecJson, StringComparison.Ordinal);
        Assert.Single(database.Logged, it => it.Contains("DnsRecord/www", StringComparison.Ordinal) && it.Contains("last good version", StringComparison.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Says_one_thing_about_each_bad_file_and_goes_on_with_the_others()
    {
        await using var database = await CreateAsync(("www", "192.0.2.1"));
        directory.Write("large.yaml", "apiVersion: homelab/v1\n#" + new string('x', 10 << 20));
        directory.Write("malformed.yaml", "apiVersion: homelab/v1\nspec: {[");
        directory.Write("kind.yaml", "apiVersion: homelab/v1\nkind: DnsRecrod\nmetadata: {name: x}\nspec: {}\n");
        directory.Write("bomb.yaml", "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + string.Concat("bcdefgh".Select(c => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 10))}]\n")));

        await ReadAsync(database);

        var snapshot = await database.SnapshotAsync();
        var bad = snapshot.Documents.Where(it => !it.IsValid).Select(it => (it.Address, Assert.Single(it.Problems).Code));
        Assert.Equal([("file/bomb.yaml", "TooLarge"), ("file/kind.yaml", "NotAllowed"), ("file/large.yaml", "TooLarge"), ("file/malformed.yaml", "MalformedYaml")], bad);
        Assert.True(snapshot.Documents.Single(it => it.Name == "www").IsValid);
        Assert.True(snapshot.Sources.Single(it => it.Name == "lab").Complete);
        Assert.Equal(4, database.Logged.Count(it => it.StartsWith("Warning: file/", StringComparison.Ordinal)));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_service_that_starts_anew_says_once_what_is_still_wrong()
    {
        await using var database = await CreateAsync(("www", "not an address"));
        await ReadAsync(database);
        database.Logged.Clear();
        var restarted = new LabReader(database.Labs, database.Observations, database.Options, database.Time);

        await restarted.ReadAsync(await database.LeaseAsync("lab"), CancellationToken.None);
        await restarted.ReadAsync(await database.LeaseAsync("lab"), CancellationToken.None);

        Assert.Single(database.Logged, it => it.Contains("DnsRecord/www", StringComparison.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_second_document_of_a_name_does_not_push_the_first_one_out()
    {
        await using var database = await CreateAsync(("www", "192.0.2.1"));
        await ReadAsync(database);

        directory.Write("a.yaml", File.ReadAllText(Path.Combine(directory.Path, "www.yaml")).Replace("192.0.2.1", "192.0.2.9", StringComparison.Ordinal));
        await ReadAsync(database);

        var documents = (await database.SnapshotAsync()).Documents;
        Assert.Contains("192.0.2.1", documents.Single(it => it.Name == "www").SpecJson, StringComparison.Ordinal);
        Assert.Equal("Duplicate", Assert.Single(documents.Single(it => it.Address == "file/a.yaml").Problems).Code);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Keeps_everything_in_force_when_the_directory_vanishes_and_says_that_it_is_gone()
    {
        await using var database = await CreateAsync(("www", "192.0.2.1"));
        await ReadAsync(database);

        Directory.Move(directory.Path, directory.Path + "-away");
        await ReadAsync(database);
        var snapshot = await database.SnapshotAsync();
        Directory.Move(directory.Path + "-away", directory.Path);
        await ReadAsync(database);

        Assert.Equal(("DirectoryMissing", false), (snapshot.Sources.Single(it => it.Name == "lab").ReasonCode, snapshot.Sources.Single(it => it.Name == "lab").Complete));
        Assert.Equal(2, snapshot.Documents.Count(it => it is { IsValid: true, IsAbsent: true, AbsentCode: "DirectoryMissing" } && it.SpecJson.Length > 0));
        Assert.Equal("test", snapshot.Lab.Name);
        Assert.Equal(2, (await database.SnapshotAsync()).Documents.Count(it => it is { IsValid: true, IsAbsent: false }));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Marks_what_is_gone_from_a_plain_directory_as_absent()
    {
        await using var database = await CreateAsync(("www", "192.0.2.1"));
        await ReadAsync(database);

        File.Delete(Path.Combine(directory.Path, "www.yaml"));
        await ReadAsync(database);

        var document = (await database.SnapshotAsync()).Documents.Single(it => it.Name == "www");
        Assert.Equal((true, "PlainDirectory"), (document.IsAbsent, document.AbsentCode));
        Assert.NotEmpty(document.SpecJson);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Many_that_are_gone_for_one_reason_are_one_line_in_the_log()
    {
        await using var database = await CreateAsync([.. Enumerable.Range(10, 30).Select(it => ($"www{it}", $"192.0.2.{it}"))]);
        await ReadAsync(database);
        database.Logged.Clear();

        foreach (var file in Directory.GetFiles(directory.Path, "www*.yaml"))
            File.Delete(file);
        await ReadAsync(database);

        var told = Assert.Single(database.Logged, it => it.Contains("PlainDirectory", StringComparison.Ordinal));
        Assert.StartsWith("Warning: 30 documents stay in force, DnsRecord/www10, DnsRecord/www11, ", told, StringComparison.Ordinal);
        Assert.DoesNotContain("www20", told, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Removes_what_was_seen_before_its_commit_and_removed_by_another_before_it_was_seen_again()
    {
        await using var database = await CreateAsync(("www", "192.0.2.1"));
        var git = await TestRepository.InitAsync(directory.Path);
        await git.CommitAsync();
        Write("brief", "192.0.2.2");
        Write("draft", "192.0.2.3");
        await ReadAsync(database);
        File.Delete(Path.Combine(directory.Path, "draft.yaml"));
        await git.CommitAsync();
        File.Delete(Path.Combine(directory.Path, "brief.yaml"));
        await git.CommitAsync();

        await ReadAsync(database);

        var documents = (await database.SnapshotAsync()).Documents;
        Assert.DoesNotContain(documents, it => it.Name == "brief");
        Assert.Equal((true, "NotCommitted"), documents.Where(it => it.Name == "draft").Select(it => (it.IsAbsent, it.AbsentCode)).Single());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Removes_what_a_commit_removed_and_tells_those_who_hold_an_older_revision()
    {
        await using var database = await CreateAsync(("www", "192.0.2.1"));
        var git = await TestRepository.InitAsync(directory.Path);
        var first = await git.CommitAsync();
        await ReadAsync(database);
        var before = await database.SnapshotAsync();

        File.Delete(Path.Combine(directory.Path, "www.yaml"));
        await ReadAsync(database);
        var uncommitted = (await database.SnapshotAsync()).Documents.Single(it => it.Name == "www");
        var second = await git.CommitAsync();
        await ReadAsync(database);

        var delta = await database.SnapshotAsync(new GetSnapshotRequest { Epoch = before.Epoch, SinceRevision = before.Revision });
        Assert.Equal((first, "NotCommitted", second), (before.Lab.Commit, uncommitted.AbsentCode, delta.Lab.Commit));
        Assert.True(delta.IsDelta);
        Assert.Empty(delta.Documents);
        var removal = Assert.Single(delta.Removals);
        Assert.Equal((Scope.Lab, "DnsRecord/www", "DocumentRemoved"), (removal.Scope, removal.Address, removal.ReasonCode));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Keeps_what_is_missing_from_a_rewound_commit()
    {
        await using var database = await CreateAsync();
        var git = await TestRepository.InitAsync(directory.Path);
        var first = await git.CommitAsync();
        Write("www", "192.0.2.1");
        await git.CommitAsync();
        await ReadAsync(database);

        await git.RunAsync("reset", "--hard", first);
        await ReadAsync(database);
        directory.Write("readme.txt", "another history");
        await git.CommitAsync();
        await ReadAsync(database);

        var document = (await database.SnapshotAsync()).Documents.Single(it => it.Name == "www");
        Assert.Equal((true, "NotDescendant"), (document.IsAbsent, document.AbsentCode));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Waits_for_Git_and_says_so_when_that_never_ends()
    {
        await using var database = await CreateAsync();
        await TestRepository.InitAsync(directory.Path);
        var @lock = directory.Write(".git/index.lock", "");

        await ReadAsync(database);
        var first = (await database.SnapshotAsync()).Sources.Single(it => it.Name == "lab").ReasonCode;
        File.SetLastWriteTimeUtc(@lock, database.Time.GetUtcNow().UtcDateTime.AddMinutes(-5));
        await ReadAsync(database);
        var second = (await database.SnapshotAsync()).Sources.Single(it => it.Name == "lab").ReasonCode;
        File.Delete(@lock);
        await ReadAsync(database);

        Assert.Equal(("NeverRead", "GitBusy"), (first, second));
        Assert.True((await database.SnapshotAsync()).Sources.Single(it => it.Name == "lab").Complete);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Orphans_a_source_that_the_lab_no_longer_names()
    {
        await using var database = await CreateAsync();
        await ReadAsync(database);

        directory.Write("lab.yaml", Lab.Replace("name: host", "name: other", StringComparison.Ordinal));
        await ReadAsync(database);

        var sources = (await database.SnapshotAsync()).Sources.ToDictionary(it => it.Name);
        Assert.Equal(("RemovedFromLab", "NeverRead"), (sources["docker/host"].ReasonCode, sources["docker/other"].ReasonCode));
    }

    async Task<InventoryDatabase> CreateAsync(params (string Name, string Content)[] records)
    {
        directory.Write("lab.yaml", Lab);
        foreach (var (name, content) in records)
            Write(name, content);
        return await InventoryDatabase.CreateAsync(new InventoryOptions { Lab = directory.Path });
    }

    void Write(string name, string content) => directory.Write($"{name}.yaml",
        $"apiVersion: homelab/v1\nkind: DnsRecord\nmetadata: {{name: {name}}}\nspec: {{name: {name}.example.org, type: A, content: {content}}}\n");

    static async Task ReadAsync(InventoryDatabase database) =>
        await database.LabReader.ReadAsync(await database.LeaseAsync("lab"), CancellationToken.None);
}
