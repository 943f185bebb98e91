using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

sealed class ConstantParameterDefault(Func<string> value) : ParameterDefault
{
    public override string GetDefaultValue() => value();

    public override void WriteToManifest(ManifestPublishingContext context) => context.Writer.WriteString("value", value());
}
