namespace HomeLab.Testing.Requirements;

/// <summary>What a test needs from the machine beyond the .NET SDK.</summary>
public enum Requirement
{
    RabbitMq,
    PostgreSql,
    Docker,
    Node,
    Chromium,
    Ddclient,
}
