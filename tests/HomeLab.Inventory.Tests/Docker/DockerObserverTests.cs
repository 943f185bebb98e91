using System.Security.Cryptography.X509Certificates;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Docker;

public class DockerObserverTests
{
    [RequiresFact(Requirement.PostgreSql)]
    [Proves("INV-2")]
    public async Task Sees_what_was_there_before_and_what_comes_stops_and_goes()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Run("a", "photos", Labels("photos.example.org"));
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint);

        await observer.UntilAsync(it => it.Endpoints.Count == 1, "the first container is seen");
        engine.Run("b", "music", Labels("music.example.org"));
        await observer.UntilAsync(it => it.Endpoints.Count == 2, "the second is seen by its event");
        engine.Stop("b");
        await observer.UntilAsync(it => it.Endpoints.Any(e => !e.IsRunning), "it is seen to have stopped");
        engine.Remove("b");
        var last = await observer.UntilAsync(it => it.Endpoints.Count == 1, "it is seen to have gone");

        Assert.True(RunningObserver.SourceOf(last).Complete);
        Assert.Equal("engine-1", RunningObserver.SourceOf(last).Identity);
        Assert.Equal("photos.example.org", Assert.Single(last.Endpoints).Host);
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData(Misbehaviour.ServerError, "ServerError")]
    [InlineData(Misbehaviour.Forbidden, "Forbidden")]
    [InlineData(Misbehaviour.Hangs, "Timeout")]
    [InlineData(Misbehaviour.CutsLists, "ConnectionLost")]
    [InlineData(Misbehaviour.LeavesOut, "Truncated")]
    [InlineData(Misbehaviour.Nonsense, "MalformedAnswer")]
    public async Task Keeps_everything_and_says_why_while_the_engine_misbehaves(Misbehaviour misbehaviour, string code)
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Run("a", "photos", Labels("photos.example.org"));
        engine.Run("b", "music", Labels("music.example.org"));
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint);
        await observer.UntilAsync(it => it.Endpoints.Count == 2, "both are seen");

        engine.Misbehaviour = misbehaviour;
        engine.EndStreams();
        var meanwhile = await observer.UntilReasonAsync(code);
        engine.Misbehaviour = Misbehaviour.None;
        var after = await observer.UntilReasonAsync("");

        Assert.Equal(2, meanwhile.Endpoints.Count);
        Assert.False(RunningObserver.SourceOf(meanwhile).Complete);
        Assert.Equal(2, after.Endpoints.Count);
        Assert.True(RunningObserver.SourceOf(after).Complete);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Removes_nothing_when_another_engine_answers()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Run("a", "photos", Labels("photos.example.org"));
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint);
        await observer.UntilAsync(it => it.Endpoints.Count == 1, "it is seen");

        engine.Id = "engine-2";
        engine.Remove("a", isAnnounced: false);
        engine.EndStreams();
        var changed = await observer.UntilReasonAsync("IdentityChanged");
        engine.Id = "engine-1";
        var back = await observer.UntilReasonAsync("");

        Assert.Single(changed.Endpoints);
        Assert.Empty(back.Endpoints);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Finds_by_the_next_connection_what_went_while_there_was_none()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Run("a", "photos", Labels("photos.example.org"));
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint);
        var before = await observer.UntilAsync(it => it.Endpoints.Count == 1, "it is seen");

        engine.Remove("a", isAnnounced: false);
        engine.EndStreams();
        await observer.UntilAsync(it => it.Endpoints.Count == 0, "it is seen to have gone");

        var delta = await observer.Database.SnapshotAsync(new() { Epoch = before.Epoch, SinceRevision = before.Revision });
        Assert.All(delta.Removals, it => Assert.Equal("NotListed", it.ReasonCode));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Sees_that_a_container_died_although_the_list_does_not_say_so_yet()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Run("a", "photos", Labels("photos.example.org"));
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint);
        await observer.UntilAsync(it => it.Endpoints.Count == 1, "it is seen");

        engine.ListsLag = true;
        engine.Stop("a");

        await observer.UntilAsync(it => it.Endpoints.All(e => !e.IsRunning), "it is seen to have stopped");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Finds_by_a_full_read_what_no_event_told()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Run("a", "photos", Labels("photos.example.org"));
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint, fullReadInterval: TimeSpan.FromMilliseconds(200));
        await observer.UntilAsync(it => it.Endpoints.Count == 1, "it is seen");

        engine.Remove("a", isAnnounced: false);

        await observer.UntilAsync(it => it.Endpoints.Count == 0, "it is seen to have gone");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Keeps_everything_while_nothing_listens_and_comes_back()
    {
        var engine = await FakeEngine.StartAsync();
        var endpoint = engine.Endpoint;
        engine.Run("a", "photos", Labels("photos.example.org"));
        await using var observer = await RunningObserver.StartAsync(endpoint);
        await observer.UntilAsync(it => it.Endpoints.Count == 1, "it is seen");

        await engine.DisposeAsync();
        var meanwhile = await observer.UntilReasonAsync("ConnectionRefused");
        await using var restarted = await FakeEngine.StartAsync(new Uri(endpoint).Port);
        restarted.Run("a", "photos", Labels("photos.example.org"));
        await observer.UntilReasonAsync("");

        Assert.Single(meanwhile.Endpoints);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Knows_the_engine_again_after_a_restart_of_its_own()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Run("a", "photos", Labels("photos.example.org"));
        await using var first = await RunningObserver.StartAsync(engine.Endpoint);
        var before = await first.UntilAsync(it => it.Endpoints.Count == 1, "it is seen");
        await first.StopAsync();

        engine.Id = "engine-2";
        var second = await RunningObserver.StartAsync(first.Database, engine.Endpoint);
        var after = await second.UntilReasonAsync("IdentityChanged");
        await second.StopAsync();

        Assert.Equal(before.Endpoints.Count, after.Endpoints.Count);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Speaks_TLS_with_a_certificate_of_its_own_to_an_engine_that_the_authority_signed()
    {
        using var authority = new TestAuthority();
        using var certificates = new TemporaryDirectory();
        var tls = Write(certificates, authority);
        using var server = authority.Issue("engine");
        await using var engine = await FakeEngine.StartAsync(certificate: server);
        engine.Run("a", "photos", Labels("photos.example.org"));
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint, tls);

        await observer.UntilAsync(it => it.Endpoints.Count == 1, "it is seen");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Refuses_an_engine_that_another_authority_signed()
    {
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        using var certificates = new TemporaryDirectory();
        var tls = Write(certificates, authority);
        using var server = other.Issue("engine");
        await using var engine = await FakeEngine.StartAsync(certificate: server);
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint, tls);

        await observer.UntilReasonAsync("TlsRefused");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Says_that_a_certificate_is_missing()
    {
        var tls = new DockerTls { Ca = new SecretReference { File = "/nowhere/ca.pem" } };
        await using var observer = await RunningObserver.StartAsync("tcp://127.0.0.1:1", tls);

        await observer.UntilReasonAsync("SecretMissing");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Says_that_a_socket_is_missing()
    {
        await using var observer = await RunningObserver.StartAsync("unix:///nowhere/docker.sock");

        await observer.UntilReasonAsync("SocketMissing");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Opens_no_stream_twice()
    {
        await using var engine = await FakeEngine.StartAsync();
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint);
        await observer.UntilReasonAsync("");

        engine.EndStreams();
        await Eventually.TrueAsync(() => engine.Listeners == 1 && engine.Lists >= 2, "one stream is open again");
    }

    static DockerTls Write(TemporaryDirectory directory, TestAuthority authority)
    {
        using var client = authority.Issue("homelab");
        return new DockerTls
        {
            Ca = new SecretReference { File = directory.Write("ca.pem", authority.Pem) },
            Cert = new SecretReference { File = directory.Write("cert.pem", client.ExportCertificatePem()) },
            Key = new SecretReference { File = directory.Write("key.pem", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()) },
        };
    }

    static Dictionary<string, string> Labels(string host) => new() { ["traefik.http.routers.web.rule"] = $"Host(`{host}`)" };
}
