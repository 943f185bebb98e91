using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Lab.Kinds.Catalog;
using HomeLab.Lab.Shapes;

namespace HomeLab.Lab.Kinds;

/// <summary>A kind of document that is read.</summary>
/// <param name="Check">What the shape cannot say; gives the canonical spec as JSON.</param>
sealed record DocumentKind(string Name, Type Spec, string Description, Func<JsonObject, CheckContext, SpecProblems, string> Check)
{
    public static readonly IReadOnlyList<DocumentKind> All =
    [
        Of<LabSpec>("Lab", "What there is, and what may be done with it.", (spec, _, problems) => LabCheck.Check(spec, problems)),
        Of<DnsRecordSpec>("DnsRecord", "The DNS records of one name and type.",
            (spec, context, problems) => DnsRecordCheck.Check(spec, context, problems)),
        Of<HoldSpec>("Hold", "Stops HomeLab from changing something for a while.", (spec, _, _) => spec),
        Of<CatalogEntrySpec>("CatalogEntry", "A system that labs run: how it shows itself, its health, its version, what it needs.",
            (spec, _, problems) => CatalogEntryCheck.Check(spec, problems)),
        Of<StackSpec>("Stack", "A Compose project of a repository that is kept true on a Docker host.",
            (spec, context, problems) => StackCheck.Check(spec, context, problems)),
        Of<BackupPolicySpec>("BackupPolicy", "What copies are made of, how often, and the restic repository that they go to.",
            (spec, context, problems) => BackupPolicyCheck.Check(spec, context, problems)),
    ];

    /// <summary>Kinds that the design names and this version does not read yet.</summary>
    public static readonly IReadOnlyList<string> Later =
        ["Machine", "Component", "CertificateCheck"];

    public Shape.Object Shape => ShapeOf.Type(Spec);

    static DocumentKind Of<T>(string name, string description, Func<T, CheckContext, SpecProblems, T> check) => new(
        name, typeof(T), description,
        (json, context, problems) => LabJson.Write(check(json.Deserialize<T>(LabJson.Options)!, context, problems)));
}

/// <param name="Zones">The lab's; null while no lab was ever read.</param>
/// <param name="Uplinks">The lab's; null while they are not known.</param>
/// <param name="Lab">Null while the one that is there is wrong.</param>
sealed record CheckContext(IReadOnlyList<string>? Zones, IReadOnlyList<UplinkSpec>? Uplinks, LabSpec? Lab = null);
