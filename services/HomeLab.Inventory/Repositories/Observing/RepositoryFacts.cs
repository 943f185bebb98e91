using System.Text.Json;
using HomeLab.Inventory.Owners;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>What is known of a repository as a whole: kept as the facts of the resource that stands for it.</summary>
/// <param name="Commit">That was read; empty: no commit names the files.</param>
/// <param name="Branch">Empty: not known.</param>
/// <param name="Places">Of each declared object: <c>file:line:column</c>. Here and not with the object, which is the same when it only moved.</param>
/// <param name="Owners">Of its CODEOWNERS file; null: it was read before anybody looked for one.</param>
sealed record RepositoryFacts(
    string Commit, string Branch, IReadOnlyDictionary<string, string> Places, IReadOnlyList<OpenPoint> Unresolved, IReadOnlyList<Problem> Problems,
    IReadOnlyList<CodeOwner>? Owners = null)
{
    public static RepositoryFacts None { get; } = new("", "", new Dictionary<string, string>(), [], []);

    public static RepositoryFacts Of(RepositoryReading reading, string branch) => new(
        reading.Revision, branch, reading.Objects.ToDictionary(it => it.Address, it => it.At.ToString()),
        [.. reading.Unresolved.Select(it => new OpenPoint(it.Code, it.Subject, it.At.File, it.At.Line, it.At.Column, it.Message))], reading.Problems);

    public static RepositoryFacts Read(string? facts) =>
        facts is null ? None : JsonSerializer.Deserialize<RepositoryFacts>(facts, LabJson.Options) is { Places: not null, Unresolved: not null, Problems: not null } read ? read : None;

    public string Write() => JsonSerializer.Serialize(this, LabJson.Options);

    public string FileOf(string address) => Places.TryGetValue(address, out var place) && place.Split(':') is [.. var file, _, _] ? string.Join(':', file) : "";
}

/// <summary>Something that cannot be known from the files, and where.</summary>
/// <param name="Code">One of <see cref="UnresolvedCodes"/>.</param>
sealed record OpenPoint(string Code, string Subject, string File, int Line, int Column, string Message);
