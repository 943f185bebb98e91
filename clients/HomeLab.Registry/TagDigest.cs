namespace HomeLab.Registry;

/// <summary>The manifest that a tag names now.</summary>
/// <param name="Digest">Of the index, where the image is made for several platforms: what <c>docker pull</c> keeps as the repository's digest.</param>
/// <param name="Quota">Null: the registry told of none.</param>
public sealed record TagDigest(string Digest, RegistryQuota? Quota);
