using System.Security.Cryptography.X509Certificates;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Certificates;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Probes;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Rpc;
using HomeLab.Inventory.Sources;
using HomeLab.Inventory.Tests.Docker;
using HomeLab.Inventory.Tests.Probes;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Certificates;

/// <summary>From a TLS server of a lab, and from what sources tell, to what is answered of each object.</summary>
public sealed class CertificatesOfALabTests
{
    const string Photos = "photos.attic.dev";
    static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("INV-24", "STACK-41")]
    public async Task Each_object_tells_its_certificates_and_its_backups()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.IssueFor(Photos, Start.AddDays(-10), Start.AddDays(80));
        await using var server = TlsServer.Start(certificate);
        await using var lab = await Lab.CreateAsync(authority.Trusted);
        await lab.ShowAsync("docker/host", TlsLab.Proxy(server.Port), TlsLab.App("photos", Photos));
        await lab.ShowAsync("proxmox/pve", Node(Start.AddDays(300)), Guest);

        await lab.LookAsync();

        var served = Assert.Single(await lab.CertificatesAsync(Photos));
        Assert.Equal(($"host/{Photos}", $"tls 127.0.0.1:{server.Port}", Answer.Yes, Answer.Yes), (served.Object, served.Signal, served.Trusted, served.CoversName));
        Assert.Equal((Start.AddDays(80), "CN=Test authority", Start), (served.NotAfter.ToDateTimeOffset(), served.Issuer, served.Since.ToDateTimeOffset()));
        Assert.Equal(served, Assert.Single(await lab.CertificatesAsync("docker/host/photos/web")));
        var told = Assert.Single(await lab.CertificatesAsync("proxmox/pve/node/pve1"));
        Assert.Equal(("proxmox pve-ssl.pem", Answer.Unspecified, Start.AddDays(300)), (told.Signal, told.Trusted, told.NotAfter.ToDateTimeOffset()));
        var copy = Assert.Single(await lab.ProtectionAsync("proxmox/pve/qemu/101"));
        Assert.Equal((HomeLab.Contracts.Grpc.Inventory.Protection.Protected, "the backup of 2026-03-01T02:00:00Z on nas"), (copy.Protection, copy.By[0]));
        Assert.Equal(
            ("shows", "tls.served", $"127.0.0.1:{server.Port} serves it"),
            (await lab.GraphAsync()).Leaving($"host/{Photos}").Where(it => it.To == $"certificate/{served.Fingerprint[..16]}").Select(it => (it.Kind, it.Rule, it.Evidence)).Single());
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("STACK-41")]
    public async Task A_certificate_that_nears_its_end_is_found_until_another_one_is_served()
    {
        using var authority = new TestAuthority();
        using var ending = authority.IssueFor(Photos, Start.AddDays(-80), Start.AddDays(10));
        using var renewed = authority.IssueFor(Photos, Start, Start.AddDays(90));
        X509Certificate2 shown = ending;
        await using var server = TlsServer.Start(_ => Volatile.Read(ref shown));
        await using var lab = await Lab.CreateAsync(authority.Trusted);
        await lab.ShowAsync("docker/host", TlsLab.Proxy(server.Port), TlsLab.App("photos", Photos));
        await lab.LookAsync();
        var early = await lab.FindingsAsync();
        lab.Time.Advance(TimeSpan.FromHours(2));
        await lab.JudgeAsync();
        var late = await lab.FindingsAsync();

        Volatile.Write(ref shown, renewed);
        await lab.LookAsync();
        lab.Time.Advance(TimeSpan.FromMinutes(2));
        await lab.JudgeAsync();

        Assert.Empty(early);
        Assert.Equal(["certificate.expires-soon"], late);
        Assert.Empty(await lab.FindingsAsync());
        Assert.Equal(Start.AddHours(2), Assert.Single(await lab.CertificatesAsync(Photos)).Since.ToDateTimeOffset());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_was_shown_is_remembered_while_nobody_answers_and_forgotten_with_its_router()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.IssueFor(Photos);
        await using var lab = await Lab.CreateAsync(authority.Trusted);
        await using (var server = TlsServer.Start(certificate))
        {
            await lab.ShowAsync("docker/host", TlsLab.Proxy(server.Port), TlsLab.App("photos", Photos));
            await lab.LookAsync();
        }
        await lab.LookAsync();
        var silent = Assert.Single(await lab.CertificatesAsync(Photos));
        await lab.SilenceAsync("docker/host");
        await lab.JudgeAsync();
        var unseen = Assert.Single(await lab.CertificatesAsync(Photos));
        await lab.ShowAsync("docker/host");
        await lab.JudgeAsync();

        Assert.Contains("refuses connections", silent.Trouble, StringComparison.Ordinal);
        Assert.Equal((Answer.Yes, Start), (silent.Trusted, silent.Since.ToDateTimeOffset()));
        Assert.Equal(silent.Fingerprint, unseen.Fingerprint);
        Assert.Empty(await lab.CertificatesAsync(Photos));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_node_that_has_not_told_yet_keeps_what_it_told_before()
    {
        await using var lab = await Lab.CreateAsync([]);
        await lab.ShowAsync("proxmox/pve", Node(Start.AddDays(300)));
        await lab.JudgeAsync();
        await lab.ShowAsync("proxmox/pve", Node(null));
        await lab.JudgeAsync();

        var kept = await lab.CertificatesAsync("proxmox/pve");
        await lab.ShowAsync("proxmox/pve");
        await lab.JudgeAsync();

        Assert.Single(kept);
        Assert.Empty(await lab.CertificatesAsync(""));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task While_nothing_changes_nothing_is_written()
    {
        await using var lab = await Lab.CreateAsync([]);
        await lab.ShowAsync("proxmox/pve", Node(Start.AddDays(300)));
        await lab.JudgeAsync();
        var revision = await lab.Database.QueryAsync<long>("SELECT revision FROM epoch");

        lab.Time.Advance(TimeSpan.FromHours(1));
        await lab.JudgeAsync();

        Assert.Equal(revision, await lab.Database.QueryAsync<long>("SELECT revision FROM epoch"));
    }

    static ObservedResource Node(DateTimeOffset? until) => Resource(
        "proxmox/pve/node/pve1", "proxmox.node", "pve1",
        until is { } end
            ? $$"""{"type":"node","node":"pve1","certificates":[{"file":"pve-ssl.pem","subject":"/CN=pve1","issuer":"/CN=PVE","names":["pve1"],"notBefore":"2026-01-01T00:00:00Z","notAfter":"{{end:O}}","fingerprint":"{{new string('b', 64)}}"}]}"""
            : """{"type":"node","node":"pve1","certificates":null}""");

    static ObservedResource Guest => Resource(
        "proxmox/pve/qemu/101", "proxmox.qemu", "docker-host",
        """{"type":"qemu","vmid":101,"name":"docker-host","node":"pve1","tags":"","template":false,"backup":{"isCovered":true,"isWhole":true,"at":"2026-03-01T02:00:00Z","storage":"nas"}}""");

    static ObservedResource Resource(string address, string kind, string name, string facts) =>
        new(address, "", kind, name, "online", "", new Dictionary<string, string>(), facts);

    /// <summary>A lab over a database, which a test shows and has judged.</summary>
    sealed class Lab : IAsyncDisposable
    {
        readonly LabViews views;
        readonly Prober prober;

        Lab(InventoryDatabase database, FakeTimeProvider time, X509Certificate2Collection authorities)
        {
            (Database, Time) = (database, time);
            views = new LabViews(database.Source, time);
            // So that each look asks: its own interval is over at once.
            prober = TestProbes.Prober(new InventoryOptions { ProbeInterval = TimeSpan.FromTicks(1), CallTimeout = TimeSpan.FromSeconds(60) }, TimeProvider.System, authorities);
        }

        public InventoryDatabase Database { get; }

        public FakeTimeProvider Time { get; }

        public static async Task<Lab> CreateAsync(X509Certificate2Collection authorities)
        {
            var time = new FakeTimeProvider(Start);
            return new Lab(await InventoryDatabase.CreateAsync(new InventoryOptions { Lab = "/nowhere", LeaseDuration = TimeSpan.FromHours(10) }, time), time, authorities);
        }

        public async Task ShowAsync(string source, params ObservedResource[] resources) => await Database.Observations.RecordAsync(
            await Database.LeaseAsync(source), new Look("read", "read", "", resources, null, "NotListed"), CancellationToken.None);

        public async Task SilenceAsync(string source) => await Database.Observations.UnavailableAsync(
            await Database.LeaseAsync(source), new("ConnectionRefused", "it refuses connections", ""), CancellationToken.None);

        /// <summary>Asks everybody, and judges by what they say.</summary>
        public async Task LookAsync()
        {
            prober.Aim(await ViewAsync());
            await prober.AskAsync(CancellationToken.None);
            await JudgeAsync();
        }

        public async Task JudgeAsync()
        {
            var view = await ViewAsync();
            prober.Aim(view);
            var lease = await Database.LeaseAsync(SourceNames.Evaluation);
            await new CertificatesEvaluation(Database.Source, new Outbox(Time), Time).EvaluateAsync(view with { Served = prober.Served() }, lease, CancellationToken.None);
            await new FindingsEvaluation(Database.Source, new Outbox(Time), Database.Options, Time).EvaluateAsync(await ViewAsync(), lease, CancellationToken.None);
        }

        public async Task<IReadOnlyList<Certificate>> CertificatesAsync(string scope) =>
            (await new CertificatesService(views).ListCertificates(new ListCertificatesRequest { Scope = scope }, new TestCallContext())).Certificates;

        public async Task<IReadOnlyList<HomeLab.Contracts.Grpc.Inventory.StatefulThing>> ProtectionAsync(string scope) =>
            (await new FindingsService(new FindingQueries(Database.Source), new OwnerQueries(Database.Source, views), views)
                .ListProtection(new ListProtectionRequest { Scope = scope }, new TestCallContext())).Things;

        /// <summary>Rules that have open findings about certificates.</summary>
        public async Task<IEnumerable<string>> FindingsAsync() =>
            (await new FindingQueries(Database.Source).ListAsync(FindingSeverity.Info, "", isClosed: false, CancellationToken.None)).Select(it => it.Rule)
                .Where(it => it.StartsWith("certificate.", StringComparison.Ordinal));

        public async Task<LabGraph> GraphAsync() => (await views.ReadAsync(CancellationToken.None)).Graph;

        public async ValueTask DisposeAsync()
        {
            views.Dispose();
            prober.Dispose();
            await Database.DisposeAsync();
        }

        async Task<LabView> ViewAsync() => await views.ReadAsync(CancellationToken.None) with { Lab = TlsLab.Spec };
    }
}
