using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Records;
using HomeLab.Dns.Sources;
using Google.Protobuf.WellKnownTypes;
using Endpoint = HomeLab.Contracts.Grpc.Inventory.Endpoint;

namespace HomeLab.Dns.Tests.Sources;

public class DesiredZonesTests
{
    readonly Snapshot answer = new()
    {
        Epoch = Some.Epoch,
        Revision = 7,
        Lab = new HomeLab.Contracts.Grpc.Inventory.Lab
        {
            Cloudflare = new HomeLab.Contracts.Grpc.Inventory.Cloudflare { Zones = { "example.org", "lab.example.org" } },
        },
        Sources = { new Source { Name = "lab", Complete = true, Age = Duration.FromTimeSpan(TimeSpan.FromSeconds(3)) } },
    };

    [Theory]
    [InlineData("home.example.net", "CNAME")]
    [InlineData("192.0.2.1", "A")]
    [InlineData("2001:db8::1", "AAAA")]
    public void An_endpoint_points_at_its_target_by_the_fitting_type(string target, string type)
    {
        answer.Endpoints.Add(EndpointOf("photos.example.org", target));

        var record = Assert.Single(Records());

        Assert.Equal((type, target), (record.Content.Type, record.Content.ToString()));
    }

    [Fact]
    public void Nothing_is_wanted_of_what_is_not_published_or_would_point_at_itself()
    {
        answer.Endpoints.Add(new Endpoint { Address = "1", Host = "a.example.org", RefusedCode = "NotPublished" });
        answer.Endpoints.Add(new Endpoint { Address = "2", Host = "b.example.org" });
        answer.Endpoints.Add(EndpointOf("home.example.org", "home.example.org"));

        Assert.Empty(Records());
    }

    [Fact]
    public void A_name_is_wanted_in_its_innermost_zone_only()
    {
        answer.Endpoints.Add(EndpointOf("photos.lab.example.org", "192.0.2.1"));

        Assert.Empty(Records());
        Assert.Single(Records("lab.example.org"));
    }

    [Fact]
    public void A_document_gives_a_record_for_each_value()
    {
        answer.Documents.Add(DocumentOf("""{"name":"example.org","type":"MX","mx":[{"priority":10,"exchange":"a.example.net"},{"priority":20,"exchange":"b.example.net"}],"ttl":300}"""));

        Assert.Equal(
            ["example.org MX 10 a.example.net", "example.org MX 20 b.example.net"], Records().Select(record => record.Key.ToString()));
        Assert.All(Records(), record => Assert.Equal(300, record.Ttl?.Seconds));
    }

    [Fact]
    public void One_endpoint_points_at_the_host_inside_and_at_the_target_outside()
    {
        AddServers();
        answer.Lab.InternalTargets.Add("docker/host", "10.0.0.5");
        var endpoint = EndpointOf("photos.example.org", "home.example.net");
        endpoint.Publication.Proxied = true;
        answer.Endpoints.Add(endpoint);

        Assert.Equal(("CNAME", "home.example.net", true), Described(Records()));
        Assert.Equal(("A", "10.0.0.5", null), Described(Records("example.org@lan")));
        Assert.Equal(("CNAME", "home.example.net", null), Described(Records("example.org@hidden-primary")));
    }

    [Fact]
    public void Inside_is_as_outside_where_the_lab_says_nothing_else()
    {
        AddServers();
        answer.Endpoints.Add(EndpointOf("photos.example.org", "home.example.net"));
        answer.Documents.Add(DocumentOf("""{"name":"example.org","type":"MX","mx":[{"priority":10,"exchange":"a.example.net"}]}"""));

        Assert.Equal(Records().Select(record => record.Key), Records("example.org@lan").Select(record => record.Key));
    }

    [Theory]
    [InlineData("internal", 0, 1)]
    [InlineData("external", 1, 0)]
    public void A_document_that_names_a_view_is_wanted_in_that_one_only(string view, int outside, int inside)
    {
        AddServers();
        answer.Documents.Add(DocumentOf($$"""{"name":"a.example.org","type":"A","values":["192.0.2.1"],"view":"{{view}}"}"""));

        Assert.Equal(outside, Records().Count);
        Assert.Equal(outside, Records("example.org@hidden-primary").Count);
        Assert.Equal(inside, Records("example.org@lan").Count);
    }

    [Fact]
    public void The_zones_of_one_provider_are_not_those_of_another()
    {
        AddServers();
        answer.Endpoints.Add(EndpointOf("nas.home.arpa", "10.0.0.5"));
        answer.Endpoints.Add(EndpointOf("photos.lab.example.org", "10.0.0.5"));

        // lab.example.org is a zone at Cloudflare only.
        Assert.Equal("photos.lab.example.org", Assert.Single(Records("example.org@lan")).Name.ToString());
        Assert.Equal("nas.home.arpa", Assert.Single(Records("home.arpa@lan")).Name.ToString());
        Assert.Empty(Records());
    }

    [Fact]
    public void An_endpoint_may_have_several_targets_and_a_ttl_of_its_own()
    {
        var endpoint = EndpointOf("photos.example.org", "192.0.2.1");
        (endpoint.Publication.Ttl, endpoint.CreatedAt) = (300, Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(Some.Now));
        endpoint.Publication.Targets.Add(["192.0.2.1", "2001:db8::1"]);
        answer.Endpoints.Add(endpoint);

        Assert.Equal(["A 192.0.2.1 300", "AAAA 2001:db8::1 300"], Records().Select(it => $"{it.Content.Type} {it.Content} {it.Ttl}"));
        Assert.All(Records(), record => Assert.Equal((ClaimRank.Running, Some.Now), (record.By.Rank, record.By.CreatedAt)));
    }

    [Theory]
    [InlineData("MX", "10 mail.example.org")]
    [InlineData("TXT", "v=spf1 -all")]
    [InlineData("SRV", "0 5 443 a.example.org")]
    [InlineData("CAA", "0 issue \"letsencrypt.org\"")]
    public void A_declared_endpoint_asks_for_any_record(string type, string content)
    {
        var endpoint = EndpointOf("photos.example.org", content);
        (endpoint.IsDeclared, endpoint.Publication.Type) = (true, type);
        endpoint.Publication.Targets.Add(content);
        answer.Endpoints.Add(endpoint);

        var record = Assert.Single(Records());
        Assert.Equal((type, content, ClaimRank.Declared), (record.Content.Type, record.Content.ToString(), record.By.Rank));
    }

    [Fact]
    public void A_document_that_is_gone_without_proof_is_kept_and_says_why()
    {
        var document = DocumentOf("""{"name":"a.example.org","type":"A","values":["192.0.2.1"]}""");
        document.IsAbsent = true;
        document.AbsentCode = "PlainDirectory";
        answer.Documents.Add(document);

        var record = Assert.Single(Records());

        Assert.Equal(("PlainDirectory", ClaimRank.UnprovenDocument), (record.Unproven?.Code, record.By.Rank));
    }

    [Theory]
    [InlineData("""{"name":"a.example.org","type":"A","values":["192.0.2.1"],"policy":"upsertOnly"}""", "UpsertOnly")]
    [InlineData("""{"name":"a.example.org","type":"A","values":["192.0.2.1"],"policy":"createOnly"}""", "CreateOnly")]
    [InlineData("""{"name":"a.example.org","type":"A","values":["192.0.2.1"]}""", "Sync")]
    public void A_document_says_what_may_become_of_its_record(string spec, string policy)
    {
        answer.Documents.Add(new Document { Address = "DnsRecord/a", Kind = "DnsRecord", Name = "a", IsValid = true, SpecJson = spec });

        Assert.Equal(policy, Assert.Single(Records()).Policy.ToString());
    }

    [Fact]
    public void What_a_removed_source_saw_last_is_orphaned()
    {
        answer.Sources.Add(new Source { Name = "docker/host", ReasonCode = "RemovedFromLab", Reason = "It was taken out of the lab." });
        answer.Endpoints.Add(EndpointOf("photos.example.org", "192.0.2.1"));

        Assert.Equal("RemovedFromLab", Assert.Single(Records()).Unproven?.Code);
    }

    [Theory]
    [InlineData("repository/home")]
    [InlineData("backups")]
    public void What_asks_for_no_record_keeps_none_while_it_is_silent(string silent)
    {
        answer.Sources.Add(new Source { Name = silent, ReasonCode = "Unauthorized" });

        var desired = DesiredZones.Of(LabSnapshot.Nothing.With(answer, Some.Now), Some.Zone, Some.Now, TimeSpan.Zero);

        Assert.DoesNotContain(desired.Sources, source => source.Name == silent);
    }

    [Fact]
    public void Ages_grow_from_the_moment_of_the_answer()
    {
        var desired = DesiredZones.Of(LabSnapshot.Nothing.With(answer, Some.Now), Some.Zone, Some.Now.AddMinutes(1), TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromSeconds(63), Assert.Single(desired.Sources, source => source.Name == "lab").Age);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(60, true)]
    public void Inventory_is_a_source_that_can_be_silent_itself(int secondsAgo, bool isSilent)
    {
        var desired = DesiredZones.Of(LabSnapshot.Nothing.With(answer, Some.Now), Some.Zone, Some.Now.AddSeconds(secondsAgo), TimeSpan.Zero);

        Assert.Equal(isSilent, Assert.Single(desired.Sources, source => source.Name == "inventory").Silence is not null);
    }

    [Fact]
    public void A_delta_changes_what_it_names_and_the_whole_replaces_everything()
    {
        answer.Endpoints.Add(EndpointOf("a.example.org", "192.0.2.1"));
        answer.Endpoints.Add(EndpointOf("b.example.org", "192.0.2.1"));
        var whole = LabSnapshot.Nothing.With(answer, Some.Now);
        var delta = new Snapshot
        {
            Epoch = Some.Epoch, Revision = 8, IsDelta = true,
            Removals = { new Removal { Scope = Scope.Endpoints, Address = "docker/host/a.example.org" } },
            Endpoints = { EndpointOf("c.example.org", "192.0.2.1") },
        };

        var after = whole.With(delta, Some.Now);

        Assert.Equal(["b.example.org", "c.example.org"], after.Endpoints.Values.Select(endpoint => endpoint.Host).Order());
        Assert.NotNull(after.Lab);
        Assert.Empty(after.With(new Snapshot { Epoch = "epoch-2", Revision = 1 }, Some.Now).Endpoints);
    }

    void AddServers()
    {
        answer.Lab.DnsServers.Add(new DnsServer { Name = "lan", View = "internal", Zones = { "example.org", "home.arpa" } });
        answer.Lab.DnsServers.Add(new DnsServer { Name = "hidden-primary", View = "external", Zones = { "example.org" } });
    }

    static (string Type, string Content, bool? Proxied) Described(List<DesiredRecord> records) =>
        (Assert.Single(records).Content.Type, records[0].Content.ToString(), records[0].Proxied);

    static Endpoint EndpointOf(string host, string target) => new()
    {
        Address = $"docker/host/{host}", Source = "docker/host", Host = host, IsRunning = true, Publication = new Publication { Target = target },
    };

    static Document DocumentOf(string spec) => new() { Address = "DnsRecord/it", Kind = "DnsRecord", Name = "it", IsValid = true, SpecJson = spec };

    List<DesiredRecord> Records(string zone = "example.org") =>
        [.. DesiredZones.Of(LabSnapshot.Nothing.With(answer, Some.Now), ZoneName.Parse(zone), Some.Now, TimeSpan.Zero).Records];
}
