namespace HomeLab.Simulators.Proxmox.Access;

/// <summary>Who asks.</summary>
/// <param name="TokenId">Null with a ticket.</param>
sealed record Caller(string UserId, string? TokenId)
{
    public static Caller Nobody { get; } = new("nobody@pam", null);

    /// <summary><c>user@realm</c> or <c>user@realm!token</c>.</summary>
    public string FullName => TokenId is null ? UserId : $"{UserId}!{TokenId}";

    /// <summary>The literal superuser; a token of his is not.</summary>
    public bool IsRoot => FullName == "root@pam";
}
