namespace HomeLab.Stacks.Docker.Planning;

/// <summary>The place of one container of a service: who fills it, and who was put aside for that.</summary>
/// <param name="Name">The name that its container is to have.</param>
sealed record Slot(ComposeService Service, int Number, string Name, ObservedContainer? Current, ObservedContainer? Aside)
{
    /// <summary>docker-compose 1 wrote underscores.</summary>
    public bool IsNamedRightly(ObservedContainer container) =>
        container.Name == Name || (Service.ContainerName is null && container.Hash.Length == 0 && container.Name.Replace('_', '-') == Name.Replace('_', '-'));

    public static string NameOf(string project, ComposeService service, int number) =>
        service.ContainerName ?? string.Create(null, $"{project}-{service.Key}-{number}");

    public static IEnumerable<Slot> Of(string project, ComposeService service, IReadOnlyList<ObservedContainer> observed)
    {
        for (var number = 1; number <= service.Scale; number++)
        {
            var name = NameOf(project, service, number);
            var found = observed.Where(it => it.Service == service.Key && it.Number == number).ToArray();
            yield return new Slot(
                service, number, name,
                found.Where(it => !it.IsAside).OrderByDescending(it => it.Name == name).ThenBy(it => it.Id, StringComparer.Ordinal).FirstOrDefault(),
                found.Where(it => it.IsAside).OrderBy(it => it.Id, StringComparer.Ordinal).FirstOrDefault());
        }
    }
}
