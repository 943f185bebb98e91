namespace Aspire.Hosting.ApplicationModel;

sealed class PostgresCreationScriptAnnotation(string script) : IResourceAnnotation
{
    public string Script { get; } = script;
}
