package fr.spico.sandbox.mails;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// Draws pictures: a curve, something that could be a wound seen from far, a logo. Works without a
/// screen.
public final class Pictures {
    static {
        System.setProperty("java.awt.headless", "true");
    }

    private Pictures() {}

    /// A curve of measures between two bounds, PNG.
    public static byte[] curve(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage image = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = paper(image);
        g.setColor(new Color(0xDCEFE6));
        g.fillRect(50, 120, 560, 90);
        g.setColor(new Color(0x9AA5A9));
        for (int y = 60; y <= 320; y += 52) {
            g.drawLine(50, y, 610, y);
        }
        g.setColor(new Color(0x0B6E6E));
        g.setStroke(new BasicStroke(3));
        Path2D line = new Path2D.Double();
        line.moveTo(60, 160);
        for (int x = 110; x <= 600; x += 50) {
            line.lineTo(x, 100 + random.nextInt(150));
        }
        g.draw(line);
        return bytes(image, "png");
    }

    /// A reddish oval with a paper ruler beside it, JPEG.
    public static byte[] wound(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage image = new BufferedImage(720, 540, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = paper(image);
        g.setPaint(new GradientPaint(0, 0, new Color(0xE8C3A8), 720, 540, new Color(0xD3A283)));
        g.fillRect(0, 0, 720, 540);
        for (int ring = 6; ring > 0; ring--) {
            g.setColor(new Color(150 + ring * 10, 60 + ring * 14, 55 + ring * 12));
            double width = 40 + ring * (18 + random.nextInt(10));
            g.fill(new Ellipse2D.Double(360 - width / 2, 260 - width / 3, width, width / 1.5));
        }
        g.setColor(Color.WHITE);
        g.fillRect(120, 440, 480, 46);
        g.setColor(Color.DARK_GRAY);
        for (int mm = 0; mm <= 48; mm++) {
            g.drawLine(120 + mm * 10, 440, 120 + mm * 10, 440 + (mm % 10 == 0 ? 26 : 12));
        }
        return bytes(image, "jpg");
    }

    /// A small logo, PNG.
    static byte[] logo(long seed) {
        BufferedImage image = new BufferedImage(160, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = paper(image);
        g.setColor(Color.getHSBColor((seed % 12) / 12f, 0.6f, 0.6f));
        g.fillRoundRect(6, 6, 52, 52, 16, 16);
        g.fillRoundRect(70, 18, 80, 10, 8, 8);
        g.fillRoundRect(70, 36, 52, 10, 8, 8);
        g.setColor(Color.WHITE);
        g.fillRect(28, 16, 8, 32);
        g.fillRect(16, 28, 32, 8);
        return bytes(image, "png");
    }

    private static Graphics2D paper(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        return g;
    }

    private static byte[] bytes(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
