namespace HomeLab.Stacks.Images;

/// <summary>What is remembered of the image of one service. Digests are <c>sha256:…</c>, or empty.</summary>
/// <param name="Reference">Of which all that follows is; in full, without a digest.</param>
/// <param name="Running">The digest that runs; empty: not known.</param>
/// <param name="WellSince">It runs and is well since then; null: it is not.</param>
/// <param name="Pinned">The digest that it is kept to; empty: what its host has under the tag.</param>
/// <param name="Previous">That it was kept to before.</param>
/// <param name="Refused">Was tried and taken back.</param>
/// <param name="Told">What was told of.</param>
sealed record StackImage(
    string Stack, string Service, string Reference, string Running, DateTimeOffset? WellSince, string Pinned, string Previous, string Refused, IReadOnlyList<string> Told)
{
    public static StackImage New(TrackedImage image) => new(image.Stack, image.Service, image.Reference, "", null, "", "", "", []);

    public bool Equals(StackImage? other) => other is not null
        && (Stack, Service, Reference, Running, WellSince, Pinned, Previous, Refused) == (other.Stack, other.Service, other.Reference, other.Running, other.WellSince, other.Pinned, other.Previous, other.Refused)
        && Told.SequenceEqual(other.Told);

    public override int GetHashCode() => HashCode.Combine(Stack, Service);

    /// <summary>Of a reference or id.</summary>
    public static string DigestOf(string image) => image.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? image[(at + 1)..] : "";
}
