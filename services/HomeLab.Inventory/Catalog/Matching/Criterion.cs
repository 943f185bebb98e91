using System.Text.Json.Nodes;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog.Matching;

/// <summary>Something that has to hold of an object, ready to be asked.</summary>
sealed class Criterion(CriterionSpec spec)
{
    readonly FactPath path = FactPath.Parse(spec.Path);

    /// <summary>What fulfils it: <c>spec.controllerName io.cilium/gateway-controller</c>; null: nothing does.</summary>
    public string? Find(JsonObject facts)
    {
        if (spec.Is is null)
            return path.Read(facts).Count > 0 ? spec.Path : null;
        var hit = path.Texts(facts).FirstOrDefault(text => spec.Is.Any(glob => Glob.IsMatch(glob, text)));
        return hit is null ? null : $"{spec.Path} {hit}";
    }
}
