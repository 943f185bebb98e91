namespace HomeLab.Registry;

/// <summary>User name and password, or token in its place.</summary>
public sealed class RegistryCredential(string userName, string password)
{
    public string UserName => userName;

    public string Password => password;

    public override string ToString() => $"{userName}:…";
}
