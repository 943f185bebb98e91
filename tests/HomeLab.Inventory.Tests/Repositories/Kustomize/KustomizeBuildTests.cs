using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Kustomize;
using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Repositories.Kustomize;

/// <summary>Each case is a directory and what <c>kubectl kustomize</c> (kustomize 5.5.0) printed of it.</summary>
public sealed partial class KustomizeBuildTests
{
    public static TheoryData<string> Cases => CaseFolders.Beside();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Builds_what_kustomize_builds(string name)
    {
        var declarations = new Declarations(RepositoryOptions.Named("home"), "", new RepositoryLimits());
        var documents = new Documents(WorkTreeFiles.Read(CaseFolders.PathOf(name), new RepositoryLimits()), declarations);

        var set = new KustomizeBuild(documents, declarations).Build("", null, default);

        var expected = YamlFile.Read("expected.txt", File.ReadAllText(Path.Combine(CaseFolders.PathOf(name), "expected.txt")), new RepositoryLimits());
        Assert.Equal(Form(ManifestFiles.Of(expected)), Form(set.Manifests));
        var reading = declarations.ToReading();
        Assert.Empty(reading.Problems);
        Assert.All(reading.Unresolved, it => Assert.Equal("GeneratedName", it.Code));
    }

    [Theory]
    [InlineData("resources: [https://example.org/x.yaml, 'git@example.org:a/b', 'github.com/a/b?ref=v1']", "RemoteBase", "RemoteBase", "RemoteBase")]
    [InlineData("components: ['https://example.org/x']", "RemoteBase")]
    [InlineData("configMapGenerator: [{name: a, literals: [a=b]}]", "GeneratedName")]
    [InlineData("configMapGenerator: [{name: a, files: [gone.txt], options: {disableNameSuffixHash: true}}]", "FileNotInRepository")]
    [InlineData("generators: [x.yaml]", "NotEvaluated")]
    [InlineData("vars: [{name: A}]", "NotEvaluated")]
    [InlineData("helmCharts: [{name: web, repo: 'https://charts.example.org', version: 1.2.3, releaseName: site}]", "HelmChart")]
    public void Says_what_it_cannot_know(string kustomization, params string[] codes)
    {
        var reading = TestTree.Read(("k/kustomization.yaml", kustomization));

        Assert.Equal(codes, reading.Unresolved.Select(it => it.Code));
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData("resources: [gone.yaml]", "MissingFile")]
    [InlineData("resources: [../../etc]", "OutsideRepository")]
    [InlineData("resources: [.]", "Cycle")]
    [InlineData("resources: [values.yaml]", "NotAManifest")]
    [InlineData("resources: [empty]", "MissingFile")]
    [InlineData("resources: [pod.yaml]\npatches: [{target: {kind: Pod}, patch: '[{op: replace, path: /spec/x, value: 1}]'}]", "PatchFailed")]
    [InlineData("resources: [pod.yaml]\npatches: [{target: {kind: Pod}, patch: '[{op: jump, path: /spec}]'}]", "PatchFailed")]
    [InlineData("resources: [pod.yaml]\npatches: [{path: ../../x}]", "OutsideRepository")]
    [InlineData("resources: [pod.yaml]\npatches: [{patch: '{kind: Pod, apiVersion: v1, metadata: {name: other}}'}]", "PatchFailed")]
    [InlineData("configMapGenerator: [{name: a, behavior: merge, options: {disableNameSuffixHash: true}}]", "PatchFailed")]
    [InlineData("resources: [pod.yaml", "MalformedYaml")]
    public void Says_what_is_wrong_and_where(string kustomization, string code)
    {
        var reading = TestTree.Read(
            ("k/kustomization.yaml", kustomization), ("k/values.yaml", "a: 1"), ("k/empty/readme.txt", ""), ("k/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {}}"));

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("k/kustomization.yaml", code), (problem.File, problem.Code));
    }

    [Fact]
    public void Ends_where_a_kustomization_takes_others_in_without_end()
    {
        // Forty directories that each take the next one in twice: 2^40 builds, if nothing stopped them.
        var files = Enumerable.Range(0, 40).Select(it => ($"d{it}/kustomization.yaml", $"resources: [../d{it + 1}, ../e{it}]"))
            .Concat(Enumerable.Range(0, 40).Select(it => ($"e{it}/kustomization.yaml", $"resources: [../d{it + 1}]")))
            .Append(("d40/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a}}")).Append(("d40/kustomization.yaml", "resources: [pod.yaml]"));

        var reading = TestTree.Read([.. files]);

        Assert.Contains(reading.Problems, it => it.Code is "TooMany" or "Cycle");
    }

    [Fact]
    public void Refuses_a_patch_that_copies_without_end()
    {
        var copies = string.Join(", ", Enumerable.Range(0, 60).Select(it => $"{{op: copy, from: /spec, path: /spec/a{it}}}"));

        var reading = TestTree.Read(
            ("k/kustomization.yaml", $"resources: [pod.yaml]\npatches: [{{target: {{kind: Pod}}, patch: '[{copies}]'}}]"),
            ("k/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {x: 1}}"));

        Assert.Equal("PatchFailed", Assert.Single(reading.Problems).Code);
    }

    [Fact]
    public void Stops_where_one_file_is_taken_in_too_often()
    {
        var files = Enumerable.Range(0, 50).Select(it => ($"d{it}/kustomization.yaml", "namePrefix: a-\nresources: [../base]"))
            .Append(("base/kustomization.yaml", "resources: [pod.yaml]")).Append(("base/pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {x: 1}}"));

        var reading = RepositoryReader.Read(TestTree.Of([.. files]), "", RepositoryOptions.Named("home"), new RepositoryLimits(MaxCost: 200));

        Assert.Equal("TooMany", Assert.Single(reading.Problems).Code);
        Assert.InRange(reading.Objects.Count, 1, 49);
    }

    static string Form(IEnumerable<Manifest> manifests) =>
        string.Join('\n', manifests.Select(it => Hash().Replace(NodeJson.Of(Sorted(it.Root)), "settings")).Order(StringComparer.Ordinal));

    static Node Sorted(Node node) => node switch
    {
        MapNode map => map with { Entries = [.. map.Entries.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => it with { Value = Sorted(it.Value) })] },
        ListNode list => list with { Items = [.. list.Items.Select(Sorted)] },
        _ => node,
    };

    [GeneratedRegex("settings-[a-z0-9]{10}")]
    private static partial Regex Hash();
}
