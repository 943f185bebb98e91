namespace HomeLab.Stacks.Images;

/// <summary>What a registry said of one tag.</summary>
/// <param name="Reference"><c>docker.io/library/traefik:v3.1</c>.</param>
/// <param name="Digest">That it names; empty: nobody has told yet.</param>
/// <param name="DigestSince">When it was first seen to name it.</param>
/// <param name="Newer">The highest newer tag of each level.</param>
/// <param name="Problem">Why the registry did not tell when it was asked last; empty: it did.</param>
/// <param name="DueAt">When it is asked next.</param>
sealed record KnownImage(string Reference, string Digest, DateTimeOffset? DigestSince, IReadOnlyList<NewerTag> Newer, string Problem, DateTimeOffset DueAt);
