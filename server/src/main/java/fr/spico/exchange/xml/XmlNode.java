package fr.spico.exchange.xml;

/// A part of an element's content.
public sealed interface XmlNode permits XmlElement, XmlNode.Text {

    record Text(String value) implements XmlNode {
        @Override
        public String toString() {
            return "Text[…]";
        }
    }
}
