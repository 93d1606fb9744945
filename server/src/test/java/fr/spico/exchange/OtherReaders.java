package fr.spico.exchange;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLFactory30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLSubmitObjectsRequest30;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RegisterDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.lcm.SubmitObjectsRequest;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.RegisterDocumentSetTransformer;
import org.projecthusky.common.hl7cdar2.POCDMT000040ClinicalDocument;
import org.xml.sax.SAXException;

/// Who else reads what we write: HL7's schema and Husky's classes for CDA, OASIS' schema and IPF's
/// model for metadata.
public final class OtherReaders {

    private static final JAXBContext HUSKY = context(POCDMT000040ClinicalDocument.class);
    private static final JAXBContext IPF = context(SubmitObjectsRequest.class);
    private static final Schema CDA = schema("/schema/cdar2/infrastructure/cda/CDA.xsd");
    private static final Schema EBRIM = schema("/wsdl/schema/ebRS30/lcm.xsd");

    private OtherReaders() {}

    /// @throws SAXException it is no valid CDA
    public static POCDMT000040ClinicalDocument cda(byte[] xml)
            throws SAXException, IOException, JAXBException {
        validate(CDA, xml);
        return HUSKY.createUnmarshaller()
                .unmarshal(source(xml), POCDMT000040ClinicalDocument.class)
                .getValue();
    }

    public static RegisterDocumentSet metadata(byte[] xml)
            throws SAXException, IOException, JAXBException {
        validate(EBRIM, xml);
        SubmitObjectsRequest request =
                IPF.createUnmarshaller()
                        .unmarshal(source(xml), SubmitObjectsRequest.class)
                        .getValue();
        return new RegisterDocumentSetTransformer(new EbXMLFactory30())
                .fromEbXML(new EbXMLSubmitObjectsRequest30(request));
    }

    private static void validate(Schema schema, byte[] xml) throws SAXException, IOException {
        schema.newValidator().validate(source(xml));
    }

    private static StreamSource source(byte[] xml) {
        return new StreamSource(new ByteArrayInputStream(xml));
    }

    private static JAXBContext context(Class<?> root) {
        try {
            return JAXBContext.newInstance(root);
        } catch (JAXBException e) {
            throw new AssertionError(e);
        }
    }

    private static Schema schema(String resource) {
        URL url = Objects.requireNonNull(OtherReaders.class.getResource(resource));
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(url);
        } catch (SAXException e) {
            throw new AssertionError(e);
        }
    }
}
