using HomeLab.Cli.Commands.Plans;
using HomeLab.Cli.Output;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Commands.Describe;

/// <summary>Descriptions for people: a block for each thing of the name, with what hangs on it.</summary>
sealed class DescriptionPage(Run run, Known known)
{
    public const int RecentChanges = 5;
    const int MostNotes = 40;

    readonly Page page = run.Page;
    bool isFirst = true;

    public async Task WriteAsync(Found found, CancellationToken cancellationToken)
    {
        foreach (var source in found.Sources)
        {
            Write(source);
        }
        foreach (var repository in await found.RepositoriesAsync(run, cancellationToken))
        {
            Write(repository);
        }
        foreach (var document in found.Documents)
        {
            Write(document);
        }
        foreach (var zone in found.Zones)
        {
            await WriteAsync(zone, cancellationToken);
        }
        foreach (var (zone, record) in found.Records)
        {
            await WriteAsync(zone, record, cancellationToken);
        }
        foreach (var endpoint in found.Endpoints)
        {
            Write(endpoint);
        }
        var protection = await found.ProtectionAsync(run, cancellationToken);
        foreach (var resource in found.Resources)
        {
            await WriteAsync(resource, protection.FirstOrDefault(it => it.Address == resource.Address), cancellationToken);
        }
        var certificates = new CertificateBlock(page, run.Now);
        foreach (var certificate in found.Certificates)
        {
            Title($"Certificate of {certificate.Object}");
            certificates.Write(certificate);
        }
    }

    void Write(Source source)
    {
        Title($"Source {source.Name}");
        page.Field("State", Texts.State(source));
        page.Field("Reason", source.Reason);
        page.Field("Heard", source.Age is null ? "never" : $"{Times.Short(source.Age)} ago");
        page.Field("Identity", source.Identity);
        var resources = known.Snapshot.Resources.Where(it => it.Source == source.Name).ToList();
        if (resources.Count > 0)
        {
            page.Field("Resources", $"{resources.Count}, {resources.Count(it => it.State == "running")} of them running");
        }
        var endpoints = known.Snapshot.Endpoints.Where(it => it.Source == source.Name).ToList();
        if (endpoints.Count > 0)
        {
            page.Field("Endpoints", $"{endpoints.Count}, {endpoints.Count(it => it.Publication is not null)} of them public");
        }
        if (source.Name == "lab")
        {
            page.Field("Documents", $"{known.Snapshot.Documents.Count}, {known.Snapshot.Documents.Count(it => !it.IsValid)} of them wrong");
            page.Field("Commit", known.Snapshot.Lab?.Commit);
        }
    }

    void Write(Repository repository)
    {
        Title($"Repository {repository.Name}");
        page.Field("Commit", repository.Commit);
        page.Field("Branch", repository.Branch);
        page.Field("Objects", string.Join(", ", repository.Objects.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{it.Value} {it.Key}")));
        page.Field("Absent", repository.Absent == 0 ? "" : new Cell($"{repository.Absent}, which no commit is known to have taken out", Tone.Attention));
        foreach (var problem in repository.Problems.Take(MostNotes))
        {
            page.Field("Problem", new Cell($"{problem.File}:{problem.Line}: {problem.Message} ({problem.Code})", Tone.Bad));
        }
        More("Problem", repository.ProblemCount);
        foreach (var open in repository.Unresolved.Take(MostNotes))
        {
            page.Field("Unresolved", $"{open.File}:{open.Line}: {open.Subject}: {open.Message} ({open.Code})");
        }
        More("Unresolved", repository.UnresolvedCount);
    }

    void More(string field, int count)
    {
        if (count > MostNotes)
        {
            page.Field(field, $"and {count - MostNotes} more; `-o json` tells of 500");
        }
    }

    void Write(Document document)
    {
        Title($"Document {document.Address}");
        page.Field("State", Texts.State(document));
        page.Field("Place", $"{document.File}:{document.Line}");
        page.Field("Absent", Texts.Because(document.AbsentCode, document.AbsentReason));
        foreach (var problem in document.Problems)
        {
            page.Field("Problem", new Cell($"{Texts.Place(problem)}: {problem.Path}: {problem.Message} ({problem.Code})", Tone.Bad));
        }
        page.Field(document.IsLastGood ? "Last good" : "Spec", document.SpecJson);
        Records(it => it.WantedBy == document.Address);
    }

    async Task WriteAsync(Zone zone, CancellationToken cancellationToken)
    {
        Title($"Zone {zone.Name}");
        page.Field("Outcome", Tones.Outcome(zone.Outcome));
        page.Field("Reason", Texts.Because(zone.ReasonCode, zone.Reason));
        page.Field("Looked", Times.Ago(zone.At, run.Now));
        page.Field("Read", zone.MirrorAge is null ? "never" : $"{Times.Short(zone.MirrorAge)} ago");
        var whose = zone.Records.CountBy(it => Texts.Whose(it).Text).ToDictionary();
        page.Field("Records", string.Join(", ", whose.Select(it => $"{it.Value} {(it.Key == "others" ? "of others" : it.Key)}")));
        foreach (var lingering in zone.Lingering)
        {
            page.Field("Lingering", new Cell($"{lingering.Name} {lingering.Type} {Texts.Content(lingering)}: {lingering.Answer.Detail}", Tone.Attention));
        }
        if (await Found.PlanOf(run, zone.Name, cancellationToken) is { } plan)
        {
            new PlanPage(run, plan, all: false).WritePlan();
        }
        await ChangesAsync($"{zone.Name}/", cancellationToken);
    }

    async Task WriteAsync(string zone, Record record, CancellationToken cancellationToken)
    {
        Title($"Record {record.Name} {record.Type}");
        page.Field("Content", Texts.Content(record));
        page.Field("TTL", Texts.Ttl(record));
        page.Field("Proxied", record.Proxied ? "yes" : "no");
        page.Field("Whose", Texts.Whose(record));
        page.Field("Wanted by", record.WantedBy.Length > 0 ? record.WantedBy : record.IsOwned ? "nobody any more" : "");
        page.Field("Kept by", record.KeptBy);
        page.Field("Policy", record.Policy);
        if (record.Answer is { } answer)
        {
            page.Field("Answer", Texts.Answer(record));
            page.Field("Answered", answer.Detail);
            page.Field("Asked", $"{Times.Short(answer.Age)} ago");
        }
        if (record.Held is { } held)
        {
            page.Field("Held", new Cell($"until {Times.Instant(held.Until)}: {held.By} had change {held.Change} taken back", Tone.Attention));
        }
        page.Field("Zone", zone);
        page.Field("Id", record.Id);
        foreach (var withheld in known.Zones.First(it => it.Name == zone).Withheld.Where(it => it.Change.Split(' ').Contains(record.Name)))
        {
            page.Field("Withheld", new Cell($"{withheld.Change}: {withheld.Reason} ({withheld.ReasonCode})", Tone.Attention));
        }
        await ChangesAsync($"{zone}/{record.Name}/{record.Type}", cancellationToken);
    }

    void Write(Endpoint endpoint)
    {
        Title($"Endpoint {endpoint.Host}");
        page.Field("Public", Texts.Publication(endpoint));
        page.Field("Reason", endpoint.RefusedReason);
        page.Field("Resource", endpoint.Resource);
        page.Field("Running", endpoint.IsRunning ? "yes" : new Cell("no; stopped is not gone", Tone.Attention));
        page.Field("Router", endpoint.Router);
        page.Field("Entry points", string.Join(", ", endpoint.EntryPoints));
        page.Field("Address", endpoint.Address);
    }

    /// <param name="protection">Null: it holds no data.</param>
    async Task WriteAsync(Resource resource, StatefulThing? protection, CancellationToken cancellationToken)
    {
        var listed = await run.Fleet.TryAsync(() => run.Fleet.ResourcesAsync(Texts.FilterOf(resource.Address), cancellationToken));
        Title($"{(resource.Kind == "docker.container" ? "Container" : resource.Kind)} {resource.Address}");
        page.Field("State", Texts.State(resource));
        page.Field("Image", resource.Image);
        page.Field("Uid", resource.Uid);
        page.Field("Source", resource.Source);
        if (protection is not null)
        {
            page.Field("Backup", Texts.Backup(protection));
        }
        page.Field("Owner", Texts.Owner(listed is [var only, ..] ? only.Owner : null));
        foreach (var problem in resource.Problems)
        {
            page.Field("Problem", new Cell($"{Texts.Place(problem)}: {problem.Message} ({problem.Code})", Tone.Bad));
        }
        foreach (var (name, value) in resource.Labels.OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            page.Field("Label", $"{name}={value}");
        }
        foreach (var edge in await Found.EdgesAsync(run, resource, cancellationToken))
        {
            page.Field("Edge", $"{edge.Kind} {edge.To} ({edge.Rule})");
        }
        foreach (var endpoint in known.Snapshot.Endpoints.Where(it => it.Resource == resource.Address))
        {
            page.Field("Endpoint", $"{endpoint.Host}: {(endpoint.Publication is null ? Texts.Because(endpoint.RefusedCode, endpoint.RefusedReason) : $"public at {Texts.Publication(endpoint)}")}");
        }
        var endpoints = known.Snapshot.Endpoints.Where(it => it.Resource == resource.Address).ToDictionary(it => it.Address, it => it.Host);
        Records(it => endpoints.ContainsKey(it.WantedBy));
        foreach (var withheld in known.Zones.SelectMany(it => it.Withheld).Where(it => it.Change.Split(' ').Intersect(endpoints.Values).Any()))
        {
            page.Field("Withheld", new Cell($"{withheld.Change}: {withheld.Reason} ({withheld.ReasonCode})", Tone.Attention));
        }
    }

    void Records(Func<Record, bool> isMeant)
    {
        foreach (var record in known.Zones.SelectMany(it => it.Records).Where(isMeant))
        {
            page.Field("Record", $"{record.Name} {record.Type} {Texts.Content(record)} ({Texts.Whose(record)})");
        }
    }

    async Task ChangesAsync(string prefix, CancellationToken cancellationToken)
    {
        var changes = await History.ReadAsync(run, prefix, RecentChanges, cancellationToken);
        if (changes.Count > 0)
        {
            page.Line();
            page.Line("Last changes:");
            page.Table(changes, HistoryCommand.Table, indent: 2);
        }
    }

    void Title(string text)
    {
        if (!isFirst)
        {
            page.Line();
        }
        isFirst = false;
        page.Line(text);
    }
}
