namespace HomeLab.Simulators.Komodo.State;

/// <summary>What a reference means in the registry now, where it is not what one would expect.</summary>
/// <param name="Reference">As Compose files have it.</param>
/// <param name="Digest">Empty: made of the reference.</param>
/// <param name="PullError">Why it cannot be fetched; null: it can.</param>
/// <param name="State">What becomes of a container of it: <c>running</c>, <c>restarting</c>, <c>exited</c>.</param>
/// <param name="Health">Of its containers once they run; null: <c>healthy</c>, where somebody looks after it.</param>
/// <param name="Log">What its containers say, a line each.</param>
sealed record RegistryImage(string Reference, string Digest = "", string? PullError = null, string State = "running", string? Health = null, string Log = "ready")
{
    public string ActualDigest => Digest.Length > 0 ? Digest : "sha256:" + Ids.Container("image", Reference);
}
