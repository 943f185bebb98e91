using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Docker.Planning;

/// <summary>Tells what of a project another installation made. Volumes do not count: they outlive whoever made them.</summary>
static class ForeignObjects
{
    public static IReadOnlyList<ForeignObject> In(ObservedProject observed, string installation) =>
    [
        .. observed.Containers.Select(it => new ForeignObject(it.Id, it.Name, it.Installation))
            .Concat(observed.Networks.Where(it => it.Labels.At(ComposeLabels.Project) == observed.Project)
                .Select(it => new ForeignObject(it.Id, it.Name, it.Labels.At(ComposeLabels.Installation))))
            .Where(it => it.Installation.Length > 0 && it.Installation != installation).OrderBy(it => it.Name, StringComparer.Ordinal),
    ];
}
