using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Executing;

namespace HomeLab.Stacks.Docker;

/// <summary>Names what of a deployed project is another than it was made. Pure.</summary>
static class EngineDrift
{
    /// <param name="plan">That would mend it.</param>
    public static IReadOnlyList<DriftedField> Of(EngineWish wish, ObservedProject observed, ProjectPlan plan)
    {
        var (project, profiles) = (wish.Project, wish.Options.Profiles);
        var comparison = new ContainerComparison(project, observed, wish.Options);
        var readiness = new Readiness(project, observed);
        var shared = plan.Steps.Where(it => it.Kind is StepKind.Network or StepKind.Volume)
            .Select(it => new DriftedField("", $"{it.Kind.ToString().ToLowerInvariant()} {it.Name}"));
        return
        [
            .. shared.Distinct(),
            .. project.Services.Values.Where(it => it.Profiles.Count == 0 || it.Profiles.Any(profiles.Contains))
                .SelectMany(service => Slot.Of(project.Name, service, observed.Containers).SelectMany(it => Fields(it)).Distinct().Order(StringComparer.Ordinal)
                    .Select(field => new DriftedField(service.Key, field))),
        ];

        IEnumerable<string> Fields(Slot slot)
        {
            if (slot.Current is not { } container)
                return ["container"];
            var fields = comparison.Fields(slot.Service, container).ToList();
            if (container.State == ContainerState.Paused || (!container.IsRunning && !readiness.IsDone(slot.Service, container)))
                fields.Add("state");
            if (!slot.IsNamedRightly(container))
                fields.Add("name");
            fields.AddRange(Attachments.Changes(project, slot.Service, container, slot.Name, name => observed.Networks.FirstOrDefault(it => it.Name == name)?.Id)
                .Select(it => $"network {it.Network}"));
            return fields;
        }
    }
}
