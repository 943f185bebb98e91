using HomeLab.Inventory.Repositories;

namespace HomeLab.Inventory.Tests.Repositories.Argo;

public sealed class ArgoApplicationsTests
{
    const string Url = "https://git.example.org/home/lab.git";
    static readonly RepositoryOptions Options = new("home", [], [Url], "main");

    static string Application(string name, string source, string more = "") => $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: {{name}}, namespace: argocd}
        spec:
          source: {{{source}}}
          destination: {namespace: {{name}}}
          {{more}}
        """;

    [Fact]
    public void Deploys_a_kustomization_into_the_namespace_of_its_destination()
    {
        var reading = TestTree.Read(
            Options, ("argo/photos.yaml", Application("photos", $"repoURL: {Url}, targetRevision: HEAD, path: apps/photos")),
            ("apps/photos/kustomization.yaml", "resources: [all.yaml]"), ("apps/photos/all.yaml", "{apiVersion: v1, kind: Service, metadata: {name: photos}}"),
            ("apps/other/kustomization.yaml", "resources: [all.yaml]"), ("apps/other/all.yaml", "{apiVersion: v1, kind: Service, metadata: {name: other}}"));

        Assert.Equal(
            [
                ("photos", "repository/home/kubernetes/argo/photos.yaml:argoproj.io/Application/argocd/photos", "photos", Reach.Owned),
                ("other", "", "", Reach.Whole),
            ],
            reading.Objects.Where(it => it.Kind == "kubernetes/core/Service").OrderByDescending(it => it.Name).Select(it => (it.Name, it.Owner, it.Namespace, it.Reach)));
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Unresolved);
    }

    [Fact]
    public void Deploys_plain_files_of_a_directory_as_it_is_told_to()
    {
        var reading = TestTree.Read(
            Options, ("argo.yaml", Application("a", $"repoURL: {Url}, path: plain, directory: {{recurse: true, exclude: 'skip/*'}}")),
            ("plain/a.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a}}"), ("plain/sub/b.json", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"b\"}}"),
            ("plain/skip/c.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: c}}"));

        Assert.Equal(["a", "b"], reading.Objects.Where(it => it.Kind == "kubernetes/core/Pod" && it.Reach == Reach.Owned).Select(it => it.Name));
    }

    [Fact]
    public void Deploys_applications_that_an_application_deploys()
    {
        var reading = TestTree.Read(
            Options, ("root.yaml", Application("root", $"repoURL: {Url}, path: apps")), ("apps/one.yaml", Application("one", $"repoURL: {Url}, path: one")),
            ("one/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: p}}"));

        Assert.Equal(
            ["Application root ← ", "Application one ← root", "Pod p ← one"],
            reading.Objects.OrderBy(it => it.Name == "root" ? 0 : it.Name == "one" ? 1 : 2)
                .Select(it => $"{it.Kind[(it.Kind.LastIndexOf('/') + 1)..]} {it.Name} ← {it.Owner[(it.Owner.LastIndexOf('/') + 1)..]}"));
    }

    [Theory]
    [InlineData("repoURL: https://git.example.org/other/lab, path: x", "SourceElsewhere")]
    [InlineData($"repoURL: {Url}, path: x, targetRevision: v1.2.3", "OtherRevision")]
    [InlineData($"repoURL: {Url}, path: x, plugin: {{name: y}}", "NotEvaluated")]
    [InlineData("repoURL: https://charts.example.org, chart: web, targetRevision: 1.2.3", "HelmChart")]
    public void Says_what_it_cannot_know(string source, string code)
    {
        var reading = TestTree.Read(Options, ("argo.yaml", Application("a", source)), ("x/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: p}}"));

        Assert.Equal(code, Assert.Single(reading.Unresolved).Code);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Says_which_directory_is_missing() =>
        Assert.Equal("MissingFile", Assert.Single(TestTree.Read(Options, ("argo.yaml", Application("a", $"repoURL: {Url}, path: gone"))).Problems).Code);

    [Fact]
    public void Makes_an_application_of_each_directory()
    {
        var reading = TestTree.Read(
            Options, ("set.yaml", $$$"""
                apiVersion: argoproj.io/v1alpha1
                kind: ApplicationSet
                metadata: {name: apps, namespace: argocd}
                spec:
                  generators:
                    - git:
                        repoURL: {{{Url}}}
                        directories: [{path: apps/*}, {path: apps/not, exclude: true}]
                  template:
                    metadata: {name: '{{path.basename}}'}
                    spec:
                      source: {repoURL: {{{Url}}}, path: '{{path}}', targetRevision: HEAD}
                      destination: {namespace: '{{path.basename}}'}
                """),
            ("apps/one/kustomization.yaml", "resources: [pod.yaml]"), ("apps/one/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: p}}"),
            ("apps/two/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: p}}"), ("apps/two/deep/x.yaml", "a: 1"), ("apps/not/pod.yaml", "a: 1"));

        Assert.Equal(["one", "two"], reading.Objects.Where(it => it.Kind.EndsWith("/Application", StringComparison.Ordinal)).Select(it => it.Name));
        Assert.Equal(["one", "two"], reading.Objects.Where(it => it.Kind.EndsWith("/Pod", StringComparison.Ordinal)).Select(it => it.Namespace));
        Assert.All(
            reading.Objects.Where(it => it.Kind.EndsWith("/Application", StringComparison.Ordinal)),
            it => Assert.Equal("repository/home/kubernetes/set.yaml:argoproj.io/ApplicationSet/argocd/apps", it.Owner));
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Unresolved);
    }

    [Theory]
    [InlineData("list: {elements: [{name: a, where: apps/a}]}", "{{name}}", "{{where}}", "a")]
    [InlineData("git: {repoURL: x, files: [{path: 'apps/**/app.json'}]}", "{{app.name}}", "{{path}}", "from-file")]
    [InlineData("matrix: {generators: [{list: {elements: [{env: x}, {env: y}]}}, {git: {repoURL: x, directories: [{path: apps/a}]}}]}", "{{path.basename}}-{{env}}", "{{path}}", "a-x", "a-y")]
    [InlineData("git: {repoURL: x, directories: [{path: apps/a}]}", "{{ index .path.segments 0 }}-{{ .path.basename }}", "{{ .path.path }}", "apps-a")]
    public void Evaluates_generators_that_the_repository_answers(string generator, string name, string path, params string[] names)
    {
        var reading = Set(generator, name, path);

        Assert.Equal(names, reading.Objects.Where(it => it.Kind.EndsWith("/Application", StringComparison.Ordinal)).Select(it => it.Name));
        Assert.Empty(reading.Unresolved);
    }

    [Theory]
    [InlineData("clusters: {}", "{{name}}", "apps/a", "Generator")]
    [InlineData("scmProvider: {github: {organization: x}}", "{{repository}}", "apps/a", "Generator")]
    [InlineData("git: {repoURL: x, directories: [{path: apps/a}]}", "{{ .path.basename | lower }}", "{{ .path.path }}", "Template")]
    public void Leaves_other_generators_and_templates_open(string generator, string name, string path, string code)
    {
        var reading = Set(generator, name, path);

        Assert.DoesNotContain(reading.Objects, it => it.Kind.EndsWith("/Application", StringComparison.Ordinal));
        Assert.Equal(code, Assert.Single(reading.Unresolved).Code);
    }

    static RepositoryReading Set(string generator, string name, string path) => TestTree.Read(
        ("set.yaml", $"""
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {"{"}name: apps, namespace: argocd{"}"}
            spec:
              generators: [{"{"}{generator}{"}"}]
              template:
                metadata: {"{"}name: '{name}'{"}"}
                spec:
                  source: {"{"}repoURL: x, path: '{path}'{"}"}
            """),
        ("apps/a/app.json", """{"app": {"name": "from-file"}}"""));
}
