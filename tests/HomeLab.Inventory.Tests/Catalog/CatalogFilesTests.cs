using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Lab.Files;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Catalog;

public sealed class CatalogFilesTests
{
    const string Good = """
        apiVersion: homelab/v1
        kind: CatalogEntry
        metadata: {name: uptime-kuma}
        spec:
          name: Uptime Kuma
          category: observability
          recognise:
          - {match: image, strength: strong, globs: [louislam/uptime-kuma]}
        """;

    [Fact]
    public void What_comes_with_the_service_is_right_and_whole()
    {
        var catalog = CatalogFiles.Read();

        Assert.Equal(220, catalog.Entries.Count);
        Assert.Empty(catalog.Problems);
        Assert.All(catalog.Entries.Values, it => Assert.NotEmpty(it.Spec.Concerns));
    }

    [Fact]
    public void A_wrong_entry_is_refused_with_its_place_and_hinders_no_other()
    {
        var (catalog, problems) = CatalogFiles.Read([new LabFile("catalog/mine.yaml", Good + """

            ---
            apiVersion: homelab/v1
            kind: CatalogEntry
            metadata: {name: broken}
            spec:
              name: Broken
              category: apps
              recognise:
              - {match: image, strength: strong, glob: [broken]}
              - {match: label, strength: certain, key: app, values: [broken]}
            """, null)]);

        Assert.Equal(["uptime-kuma"], catalog.Entries.Keys);
        Assert.Equal(
            [
                "catalog/mine.yaml:17:38: spec.recognise[0].glob: `glob` is no field here (did you mean `globs`?); there are",
                "catalog/mine.yaml:18:30: spec.recognise[1].strength: expected one of `strong`, `weak`, `hint` (NotAllowed)",
            ],
            problems.Select(it => it.ToString()[..Math.Min(it.ToString().Length, it.Code == "UnknownField" ? 107 : 200)]));
    }

    [Theory]
    [InlineData("{match: image, strength: strong, values: [x]}", "`match: image` needs `globs`")]
    [InlineData("{match: image, strength: strong, globs: [x], key: app}", "`key` does not belong to `match: image`")]
    [InlineData("{match: image, strength: strong, globs: ['*']}", "a pattern that means everything recognises nothing; make it narrower")]
    [InlineData("{match: derived, strength: weak}", "give `allOf` or `anyOf`, or say `how` a person would tell")]
    [InlineData("{match: resource, strength: strong, apiVersion: v1, kind: Node, where: [{path: 'spec..x'}]}", "expected a path such as spec.hostnames[], status.conditions[Ready].status or metadata.labels[\"a/b\"]")]
    public void A_matcher_that_cannot_be_meant_is_refused(string matcher, string message)
    {
        var (_, problems) = CatalogFiles.Read([new LabFile("mine.yaml", Good + $"\n  - {matcher}\n", null)]);

        Assert.Contains(problems, it => it.Message == message && it.Line == 9);
    }

    [Theory]
    [InlineData("health: [{probe: field, apiVersion: v1, kind: Node, path: status.x}]", "a field is judged by `healthy`, `degraded`, `unhealthy` or `test`; give one of them")]
    [InlineData("health: [{probe: http, path: /}]", "`probe: http` needs `port`")]
    [InlineData("health: [{probe: http, port: 80, path: /, body: [{path: 'a..b', healthy: [x]}]}]", "expected a path such as spec.hostnames[], status.conditions[Ready].status or metadata.labels[\"a/b\"]")]
    [InlineData("version: [{from: label}]", "`from: label` needs `key`")]
    [InlineData("version: [{from: imageTag, capture: '(a)(b)'}]", "expected a regular expression with one group, without back references and look-arounds")]
    public void A_probe_or_version_that_cannot_be_meant_is_refused(string line, string message)
    {
        var (catalog, problems) = CatalogFiles.Read([new LabFile("mine.yaml", Good + $"\n  {line}\n", null)]);

        Assert.Contains(problems, it => it.Message == message);
        Assert.Empty(catalog.Entries);
    }

    [Proves("INV-21")]
    [Fact]
    public void An_entry_of_the_lab_is_known_at_once_and_one_of_the_same_name_replaces_ours()
    {
        var (mine, _) = CatalogFiles.Read([new LabFile("mine.yaml", Good + "\n---\n" + Good.Replace("uptime-kuma}", "grafana}", StringComparison.Ordinal), null)]);
        var ours = CatalogFiles.Read();
        var container = ContainerObservation.OfService("komodo/main", "kuma", "kuma", "louislam/uptime-kuma:2.0.2", "running");

        var before = CatalogReader.Read(ours, [container], [], default);
        var after = CatalogReader.Read(ours.With([mine.Entries["uptime-kuma"]]), [container], [], default);

        var unknown = Assert.Single(before.Unclassified);
        Assert.Equal(HealthState.Healthy, unknown.Health?.State);
        Assert.Equal("uptime-kuma", Assert.Single(after.Systems).Entry.Id);
        Assert.Equal("Uptime Kuma", ours.With(mine.Entries.Values).Entries["grafana"].Spec.Name);
    }

    [Fact]
    public void Links_that_lead_nowhere_or_in_a_circle_are_reported()
    {
        var (catalog, problems) = CatalogFiles.Read([new LabFile("mine.yaml",
            Good + "\n  dependsOn: [other, nobody]\n---\n" + Good.Replace("uptime-kuma}", "other}", StringComparison.Ordinal) + "\n  dependsOn: [uptime-kuma]\n", null)]);

        Assert.Equal(2, catalog.Entries.Count);
        Assert.Equal(
            ["mine.yaml:11:1: spec.dependsOn: a system cannot need itself: other → uptime-kuma → other (Circle)",
             "mine.yaml:1:1: spec.dependsOn: the catalogue of uptime-kuma names `nobody`, which it does not hold (UnknownSystem)"],
            problems.Select(it => it.ToString()).Order(StringComparer.Ordinal));
    }
}
