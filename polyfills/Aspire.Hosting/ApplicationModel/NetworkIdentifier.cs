namespace Aspire.Hosting.ApplicationModel;

public record NetworkIdentifier(string Value)
{
    public override string ToString() => Value;
}
