using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Repositories.Observing;

public sealed class RepositoryObserverTests
{
    static readonly string[] Apps = ["alpha", "beta", "delta", "gamma", "omega"];

    static RepositorySpec Remote(TestRemote remote) => new() { Name = "home", Url = remote.Url, PollInterval = TimeSpan.FromSeconds(1) };

    static void WriteApps(TestRemote remote)
    {
        remote.Write("k8s/components/external-service/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [http-route.yaml]\n");
        WriteRoute(remote, "external");
        foreach (var app in Apps)
        {
            remote.Write($"k8s/apps/{app}/kustomization.yaml", $"resources: [config.yaml]\ncomponents: [../../components/external-service]\nnamespace: {app}\n");
            WriteConfig(remote, app, "first");
        }
        remote.Write("k8s/apps/plain/kustomization.yaml", "resources: [config.yaml]\nnamespace: plain\n");
        WriteConfig(remote, "plain", "first");
    }

    static void WriteRoute(TestRemote remote, string gateway) => remote.Write(
        "k8s/components/external-service/http-route.yaml",
        $"apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {{name: web}}\nspec: {{parentRefs: [{{name: {gateway}, namespace: gateways}}]}}\n");

    static void WriteConfig(TestRemote remote, string app, string value) => remote.Write(
        $"k8s/apps/{app}/config.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: settings}}\ndata: {{mode: canary-{value}}}\n");

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("S1-2")]
    public async Task A_commit_names_exactly_what_it_renders_otherwise()
    {
        using var remote = await TestRemote.CreateAsync();
        WriteApps(remote);
        var first = await remote.PushAsync();
        await using var home = await ObservedRepository.StartAsync(Remote(remote));
        var begun = await home.RevisedAsync(first);
        Assert.Equal(("", 11, null), (begun.PreviousCommit, begun.ObjectCount, begun.PathCount));

        WriteRoute(remote, "internal");
        var component = await home.RevisedAsync(await remote.PushAsync());
        Assert.Equal([.. Apps.Select(it => $"repository/home/kubernetes/k8s/apps/{it}:gateway.networking.k8s.io/HTTPRoute/{it}/web")], component.Objects);
        Assert.Equal((first, 1), (component.PreviousCommit, component.PathCount));

        remote.Write("README.md", "Nothing that runs.\n");
        var text = await home.RevisedAsync(await remote.PushAsync());
        Assert.Equal((0, "README.md"), (text.ObjectCount, Assert.Single(text.Paths)));

        // The same value in another place, and keys in another order, are the same.
        remote.Write("k8s/apps/plain/config.yaml", "# moved\ndata: {mode: canary-first}\nkind: ConfigMap\nmetadata: {name: settings}\napiVersion: v1\n");
        Assert.Equal(0, (await home.RevisedAsync(await remote.PushAsync())).ObjectCount);

        // What may not be kept is noticed all the same.
        WriteConfig(remote, "plain", "second");
        var hidden = await home.RevisedAsync(await remote.PushAsync());
        Assert.Equal(["repository/home/kubernetes/k8s/apps/plain:core/ConfigMap/plain/settings"], hidden.Objects);
        Assert.DoesNotContain("canary", await home.FactsAsync("kubernetes/k8s/apps/plain:core/ConfigMap/plain/settings"), StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_changed_while_nobody_looked_is_named_after_a_restart()
    {
        using var remote = await TestRemote.CreateAsync();
        WriteApps(remote);
        await remote.PushAsync();
        await using var home = await ObservedRepository.StartAsync(Remote(remote));
        await home.Source.UntilReasonAsync("");
        await home.Source.StopAsync();
        await home.TakeAsync();

        WriteConfig(remote, "plain", "second");
        var commit = await remote.PushAsync();
        home.Source.Restart();

        Assert.Equal(["repository/home/kubernetes/k8s/apps/plain:core/ConfigMap/plain/settings"], (await home.RevisedAsync(commit)).Objects);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_a_commit_took_out_goes_and_what_merely_is_not_there_stays()
    {
        using var remote = await TestRemote.CreateAsync();
        foreach (var stack in new[] { "a", "b", "c" })
            remote.Write($"{stack}/compose.yaml", $"services: {{{stack}: {{image: {stack}}}}}\n");
        var first = await remote.PushAsync();
        await using var home = await ObservedRepository.StartAsync(Remote(remote));
        await home.Source.UntilReasonAsync("");

        // A commit is proof.
        remote.Delete("a/compose.yaml");
        await remote.PushAsync();
        var removed = await home.Source.UntilAsync(it => !ObservedRepository.Objects(it).Contains("compose/a/service/a"), "what a commit took out is gone");
        Assert.Contains("compose/b/service/b", ObservedRepository.Objects(removed));
        Assert.Empty(ObservedRepository.Objects(removed, DeclaredResources.Absent));

        // A file that cannot be read any more takes nothing away, in this commit and in later ones.
        remote.Write("b/compose.yaml", "services: [broken\n");
        await remote.PushAsync();
        var refused = await home.Source.UntilReasonAsync("FilesRefused");
        Assert.Contains("compose/b/service/b", ObservedRepository.Objects(refused, DeclaredResources.Absent));
        remote.Write("c/compose.yaml", "services: {c: {image: c, command: other}}\n");
        var later = await home.RevisedAsync(await remote.PushAsync());
        Assert.Equal(["repository/home/compose/c/service/c"], later.Objects);
        Assert.Contains("b/compose.yaml", (await home.Source.UntilReasonAsync("FilesRefused")).Sources.Single(it => it.Name == "repository/home").Reason, StringComparison.Ordinal);

        // Put right, it is declared again; without the file, it goes.
        remote.Write("b/compose.yaml", "services: {b: {image: b}}\n");
        await remote.PushAsync();
        Assert.Contains("compose/b/service/b", ObservedRepository.Objects(await home.Source.UntilReasonAsync("")));

        // A branch that went back took out nothing.
        await remote.RunAsync("reset", "--quiet", "--hard", first);
        remote.Delete("c/compose.yaml");
        await remote.PushAsync();
        var rewound = await home.Source.UntilReasonAsync("NotDescendant");
        Assert.Contains("compose/c/service/c", ObservedRepository.Objects(rewound, DeclaredResources.Absent));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_working_tree_counts_as_it_lies_there_and_loses_only_what_a_commit_took_out()
    {
        using var lab = new TemporaryDirectory();
        var repository = await TestRepository.InitAsync(lab.Path);
        foreach (var stack in new[] { "a", "b" })
            lab.Write($"{stack}/compose.yaml", $"services: {{{stack}: {{image: {stack}}}}}\n");
        lab.Write(".gitignore", "ignored\n");
        await repository.CommitAsync();
        await using var home = await ObservedRepository.StartAsync(new RepositorySpec { Name = "home", Path = ".", PollInterval = TimeSpan.FromSeconds(1) }, lab: lab.Path);
        await home.Source.UntilReasonAsync("");

        // Not committed, and told from what is.
        lab.Write("ignored/compose.yaml", "services: {i: {image: i}}\n");
        await home.Source.UntilAsync(it => ObservedRepository.Objects(it).Contains("compose/ignored/service/i"), "a file is read before it is committed");
        File.Delete(Path.Combine(lab.Path, "b/compose.yaml"));
        var lost = await home.Source.UntilReasonAsync("NotCommitted");
        Assert.Contains("compose/b/service/b", ObservedRepository.Objects(lost, DeclaredResources.Absent));

        var commit = await repository.CommitAsync();
        var revised = await home.RevisedAsync(commit);
        Assert.Contains("repository/home/compose/b/service/b", revised.Objects);
        Assert.DoesNotContain("compose/b/service/b", ObservedRepository.Objects(await home.Source.UntilReasonAsync(""), DeclaredResources.Absent));

        // No commit ever had it, so none can take it out.
        File.Delete(Path.Combine(lab.Path, "ignored/compose.yaml"));
        await home.Source.UntilReasonAsync("NotCommitted");
        lab.Write("README.md", "x");
        await home.RevisedAsync(await repository.CommitAsync());
        var kept = await home.Source.UntilReasonAsync("NotCommitted");
        Assert.Contains("compose/ignored/service/i", ObservedRepository.Objects(kept, DeclaredResources.Absent));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_is_declared_is_joined_with_what_runs_where_that_is_proven()
    {
        using var remote = await TestRemote.CreateAsync();
        remote.Write("stacks.toml", """
            [[server]]
            name = "box"
            config.address = "https://192.0.2.10:8120"
            [[server]]
            name = "komodo-host"
            config.address = "https://192.0.2.99:8120"
            [[stack]]
            name = "photos"
            config = { server = "box", files_on_host = false, file_contents = "services: {web: {image: web, depends_on: [db]}, db: {image: db}}" }
            [[stack]]
            name = "music"
            after = ["photos"]
            config = { server = "komodo-host", file_contents = "services: {web: {image: web}}" }
            """);
        remote.Write("apps/glance/deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: glance}\nspec: {}\n");
        remote.Write("argo/here.yaml", Application("here", remote.Url, "https://kubernetes.default.svc", "apps/glance"));
        remote.Write("argo/far.yaml", Application("far", remote.Url, "https://192.0.2.77:6443", "apps/far"));
        remote.Write("apps/far/deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: far}\nspec: {}\n");
        remote.Write("example/deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: example, namespace: apps}\nspec: {}\n");
        await remote.PushAsync();
        var lab = new LabSpec
        {
            Docker = [new DockerSource { Name = "komodo-host", Endpoint = "tcp://192.0.2.10:2376" }],
            Kubernetes = [new KubernetesSource { Name = "talos" }],
        };
        await using var home = await ObservedRepository.StartAsync(Remote(remote) with { Cluster = "talos" }, lab);
        await home.Source.UntilReasonAsync("");
        // As their own sources show them.
        await home.Source.Database.ExecuteAsync("""
            INSERT INTO source (name) VALUES ('docker/komodo-host'), ('kubernetes/talos');
            INSERT INTO resource (address, uid, kind, source, state, image, labels, problems, revision) VALUES
                ('docker/komodo-host/photos/web', 'u1', 'docker.container', 'docker/komodo-host', 'running', '', '{}', '[]', 1000),
                ('docker/komodo-host/music/web', 'u2', 'docker.container', 'docker/komodo-host', 'running', '', '{}', '[]', 1000),
                ('kubernetes/talos/apps/Deployment/apps/glance', 'u3', 'kubernetes.Deployment.apps', 'kubernetes/talos', '1/1', '', '{}', '[]', 1000),
                ('kubernetes/talos/apps/Deployment/apps/far', 'u4', 'kubernetes.Deployment.apps', 'kubernetes/talos', '1/1', '', '{}', '[]', 1000),
                ('kubernetes/talos/apps/Deployment/apps/example', 'u5', 'kubernetes.Deployment.apps', 'kubernetes/talos', '1/1', '', '{}', '[]', 1000);
            """);

        var graph = await home.Source.GraphAsync();

        Assert.Equal(
            [
                ("docker/komodo-host/photos/web", "repository/home/komodo/stack/photos/service/web"),
                ("kubernetes/talos/apps/Deployment/apps/glance", "repository/home/kubernetes/apps/glance:apps/Deployment/apps/glance"),
            ],
            graph.Edges.Where(it => it.Kind == "declaredBy").Select(it => (it.From, it.To)).Order());
        var web = graph.Leaving("repository/home/komodo/stack/photos/service/web");
        Assert.Contains(web, it => it is { Kind: "needs", To: "repository/home/komodo/stack/photos/service/db", Rule: "repository.compose.depends_on" });
        Assert.Contains(web, it => it is { Kind: "deployedBy", To: "repository/home/komodo/stack/photos" });
        Assert.Contains(graph.Leaving("repository/home/komodo/stack/music"), it => it is { To: "repository/home/komodo/stack/photos", Rule: "repository.komodo.after" });
    }

    static string Application(string name, string repository, string server, string path) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{name: {name}, namespace: argocd}}\nspec:\n"
        + $"  source: {{repoURL: '{repository}', path: {path}}}\n  destination: {{server: '{server}', namespace: apps}}\n";


    [RequiresFact(Requirement.PostgreSql)]
    [Proves("INV-17")]
    public async Task What_a_commit_changes_is_its_authors_and_what_several_changed_is_nobodys()
    {
        using var remote = await TestRemote.CreateAsync();
        WriteStack("1", "hunter1");
        var first = await remote.PushAsync();
        await using var home = await ObservedRepository.StartAsync(Remote(remote));
        await home.RevisedAsync(first);

        WriteStack("2", "hunter2");
        var second = await PushAsAsync("Ada Author");
        var one = await home.Source.UntilChangeAsync(Web, it => it.Fields.Any(field => field.Became == "example/web:2"), "the image is seen to change");
        WriteStack("3", "hunter3");
        await CommitAsAsync("Ada Author");
        WriteStack("4", "hunter4");
        await PushAsAsync("Bob Builder");
        var several = await home.Source.UntilChangeAsync(Web, it => it.Fields.Any(field => field.Became == "example/web:4"), "the image is seen to change again");

        Assert.Equal(("other", "Ada Author"), (one.Actor, one.ActorName));
        Assert.Contains(second[..10], one.Evidence, StringComparison.Ordinal);
        Assert.Equal(("unknown", ""), (several.Actor, several.ActorName));
        Assert.DoesNotContain("hunter", (await home.Source.Database.ChangesAsync(new HomeLab.Contracts.Grpc.Inventory.ListChangesRequest())).ToString(), StringComparison.Ordinal);

        void WriteStack(string version, string password) =>
            remote.Write("web/compose.yaml", $"name: site\nservices:\n  web:\n    image: example/web:{version}\n    environment:\n      PASSWORD: {password}\n");

        async Task<string> PushAsAsync(string author)
        {
            await CommitAsAsync(author);
            await remote.PushHeadAsync();
            return await remote.HeadAsync();
        }

        async Task CommitAsAsync(string author)
        {
            await remote.RunAsync("add", "--all");
            await remote.RunAsync("-c", "user.name=Somebody Else", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "Change", "--author", $"{author} <author@example.org>");
        }
    }

    const string Web = "repository/home/compose/web/service/web";
}
