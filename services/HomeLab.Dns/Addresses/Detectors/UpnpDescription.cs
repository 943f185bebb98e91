using System.Xml;
using System.Xml.Linq;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>What a router says about itself (UPnP Device Architecture) and about its connection (WANIPConnection, WANPPPConnection).</summary>
static class UpnpDescription
{
    static readonly string[] Connections = ["urn:schemas-upnp-org:service:WANIPConnection:", "urn:schemas-upnp-org:service:WANPPPConnection:"];

    static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>Where its connections are asked, the first first.</summary>
    /// <param name="at">Where the description is; who answers elsewhere is not asked.</param>
    public static IReadOnlyList<(string Service, Uri Control)> Controls(byte[] description, Uri at) =>
    [
        .. Load(description).Descendants()
            .Where(element => element.Name.LocalName == "service")
            .Select(element => (Service: Child(element, "serviceType"), Control: Child(element, "controlURL")))
            .Where(it => Connections.Any(type => it.Service.StartsWith(type, StringComparison.Ordinal)) && it.Control.Length > 0)
            .Select(it => (it.Service, Control: Uri.TryCreate(at, it.Control, out var control) ? control : at))
            .Where(it => it.Control.Host == at.Host && it.Control.Scheme == at.Scheme),
    ];

    public static string Request(string service) => new XDocument(new XElement(
        Soap + "Envelope",
        new XAttribute(XNamespace.Xmlns + "s", Soap),
        new XAttribute(Soap + "encodingStyle", "http://schemas.xmlsoap.org/soap/encoding/"),
        new XElement(Soap + "Body", new XElement((XNamespace)service + "GetExternalIPAddress", new XAttribute(XNamespace.Xmlns + "u", service))))).ToString();

    public static string Address(byte[] answer) =>
        Load(answer).Descendants().FirstOrDefault(element => element.Name.LocalName == "NewExternalIPAddress")?.Value
        ?? throw new DetectionException("NotUpnp", "The router's answer names no address.");

    static XDocument Load(byte[] xml)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader);
        }
        catch (XmlException e)
        {
            throw new DetectionException("NotUpnp", $"The router's answer is no XML: {e.Message}", e);
        }
    }

    static string Child(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value.Trim() ?? "";
}
