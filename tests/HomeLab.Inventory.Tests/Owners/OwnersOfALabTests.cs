using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Rpc;
using HomeLab.Inventory.Systems;
using HomeLab.Inventory.Tests.Repositories.Observing;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Owner = HomeLab.Contracts.Grpc.Inventory.Owner;

namespace HomeLab.Inventory.Tests.Owners;

public class OwnersOfALabTests
{
    [RequiresFact(Requirement.PostgreSql)]
    [Proves("INV-19")]
    public async Task Everything_tells_whose_it_is_and_by_which_rule_and_is_asked_for_by_it()
    {
        using var remote = await TestRemote.CreateAsync();
        remote.Write("CODEOWNERS", "* @everybody\n/web/ @web-team\n");
        remote.Write("web/compose.yaml", "name: site\nservices:\n  web:\n    image: example/web:1\n");
        remote.Write("db/compose.yaml", "name: data\nservices:\n  db:\n    image: example/db:1\n");
        var commit = await remote.PushAsync();
        await using var home = await ObservedRepository.StartAsync(new RepositorySpec { Name = "home", Url = remote.Url });
        await home.RevisedAsync(commit);
        var database = home.Source.Database;
        await database.ExecuteAsync(
            """
            INSERT INTO source (name) VALUES ('docker/host');
            INSERT INTO resource (address, uid, kind, name, source, state, image, labels, problems, facts, revision)
            SELECT 'docker/host/site/' || name, name, 'docker.container', name, 'docker/host', 'running', '', labels::json, '[]', '{}', (SELECT revision FROM epoch)
            FROM (VALUES ('mine', '{"homelab.owner":"ada"}'), ('theirs', '{"com.docker.compose.project":"site"}'), ('nobodys', '{}')) AS made (name, labels);
            UPDATE epoch SET revision = revision + 1;
            UPDATE lab SET revision = (SELECT revision FROM epoch),
                spec = '{"owners":[{"name":"site-team","contact":"#site","matches":"labels.com.docker.compose.project = site"}]}';
            INSERT INTO system (address, id, name, site, version, health, reason, since, flaps, root, details) VALUES
                ('system/docker/host/mine', 'mine', 'Mine', 'docker/host', '1', 'healthy', 'it runs', '2026-11-21T08:00:00Z', 0, '',
                    '{"signals":[],"objects":[{"address":"docker/host/site/mine","uid":"","generation":null,"images":[],"writer":"","evidence":[]}],"path":[],"turns":[]}');
            INSERT INTO finding (id, rule, severity, addresses, what, evidence, sources, opened_at) VALUES
                ('a/1', 'docker.restarting', 'Warning', '{host/x,docker/host/site/theirs}', 'It restarts.', 'x', '{docker/host}', '2026-11-21T08:00:00Z');
            """);
        using var views = new LabViews(database.Source, database.Time);
        var owners = new OwnerQueries(database.Source, views);
        var resources = new ResourcesService(database.Source, new SystemQueries(database.Source), owners, views);
        var systems = new SystemsService(new SystemQueries(database.Source), owners, views);
        var findings = new FindingsService(new FindingQueries(database.Source), owners, views);

        var all = (await resources.ListResources(new ListResourcesRequest(), new TestCallContext())).Resources.ToDictionary(it => it.Resource.Address, it => it.Owner);
        Assert.Equal(new Owner { Name = "ada", By = "its label homelab.owner" }, all["docker/host/site/mine"]);
        Assert.Equal(new Owner { Name = "site-team", Contact = "#site", By = "lab.yaml: labels.com.docker.compose.project = site" }, all["docker/host/site/theirs"]);
        Assert.Null(all["docker/host/site/nobodys"]);
        Assert.Equal(new Owner { Name = "@web-team", By = "CODEOWNERS of web/compose.yaml" }, all["repository/home/compose/web/service/web"]);
        Assert.Equal("@everybody", all["repository/home/compose/db/service/db"].Name);
        var asked = await resources.ListResources(new ListResourcesRequest { Filter = "owner = ada" }, new TestCallContext());
        Assert.Equal("docker/host/site/mine", Assert.Single(asked.Resources).Resource.Address);
        Assert.Equal("ada", Assert.Single((await systems.ListSystems(new ListSystemsRequest { Filter = "owner : *" }, new TestCallContext())).Systems).Owner.Name);
        Assert.Equal("ada", (await systems.GetSystem(new GetSystemRequest { System = "mine" }, new TestCallContext())).System.Owner.Name);
        Assert.Equal("#site", Assert.Single((await findings.ListFindings(new ListFindingsRequest { Filter = "owner = site-team" }, new TestCallContext())).Findings).Owner.Contact);
        Assert.Empty((await findings.ListFindings(new ListFindingsRequest { Filter = "owner = ada" }, new TestCallContext())).Findings);
    }
}
